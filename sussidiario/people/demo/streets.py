"""
Where in Monza the invented people live: neighbourhoods with their inhabitants, and their streets.

Known at the end of the mandate are the inhabitants of Centro (about 17,000), Cederna-Cantalupo (10,500) and Sant'Albino (2,618), and that San
Carlo-San Giuseppe, Triante and San Fruttuoso together have 33,900; how the rest is shared out is invented, so that all add up to the city's
122,955. Streets sound like Monza's and most of them are; which neighbourhood each is in, and how far its numbers go, is no gazetteer.
"""

from dataclasses import dataclass

CITY = "Monza"
NO_ABODE = "via della Casa Comunale"
"""The street that does not exist, where the register keeps those without a fixed abode, as ISTAT asks (Metodi e norme, serie B, n. 29, 1992)."""


@dataclass(frozen=True)
class Quarter:
    """
    A neighbourhood: its code, its inhabitants at the end of 2016, how much more (or less) than elsewhere, which is 100, foreigners live there.

    `streets` are written `via Lecco 110`: the number is the last one of the street.
    """

    code: str
    inhabitants: int
    foreigners: int
    streets: str


QUARTERS = (
    Quarter(
        "centro-san-gerardo",
        17_000,
        105,
        """
via Italia 48, via Carlo Alberto 36, via Vittorio Emanuele II 54, piazza Trento e Trieste 12, via Lecco 110, via Zucchi 42, via Appiani 28, via Manzoni 54,
via San Gerardo 31, via Gerardo dei Tintori 25, via Spalto Piodo 16, via Spalto Maddalena 22, via Spalto Isolino 14, via De Gradi 12, via Canova 18, via
Mantegazza 15, via Prina 36, via Volta 44, via Bergamo 41, via Visconti 32, via Dante 28, corso Milano 52, via Turati 20, via Frisi 24, via Aliprandi 19,
via Passerini 22, via Lambro 9, piazza San Paolo 6, via Missori 26, via Enrico da Monza 40, via Parravicini 48, viale Petrarca 34, via Annoni 20, via
Grigna 30
""",
    ),
    Quarter(
        "cederna-cantalupo",
        10_500,
        150,
        """
via Cederna 62, via Cantalupo 30, via Luca della Robbia 56, via Nievo 38, via Poliziano 26, via Giacosa 40, via Zuccoli 24, via Salvadori 32, via Holbein
20, via Bertacchi 28, via Sant'Andrea 46, via Ghiberti 22, via Cellini 18, via Verrocchio 24, via Sansovino 30, via Pisano 16, via Brunelleschi 34, via
Vasari 20, via Donatello 36, viale delle Industrie 90
""",
    ),
    Quarter(
        "liberta",
        14_900,
        95,
        """
viale Libertà 210, via Bosisio 30, via della Guerrina 48, via Modigliani 22, via Gallarana 44, via Parmenide 16, via Correggio 38, via Giotto 26, via
Tiziano 32, via Bramante da Urbino 40, via Piero della Francesca 28, via Mantegna 34, via Tintoretto 20, via Veronese 18, via Perugino 24, via Raffaello
Sanzio 30, via Ghirlandaio 14, via Masaccio 22, via Beato Angelico 26, via Botticelli 28, via Cimabue 20, via Segantini 36, via Canaletto 18
""",
    ),
    Quarter(
        "regina-pacis-san-donato",
        13_437,
        105,
        """
via Buonarroti 140, via Mentana 64, viale Sicilia 80, via Foscolo 36, via Pellettier 18, via Rota 40, via Machiavelli 30, via Guicciardini 22, via Ariosto
34, via Boiardo 16, via Pellico 28, via San Donato 32, via Parini 26, via Alfieri 24, via Monti 20, via Metastasio 18, via Leopardi 38, via Tasso 22, via
Berchet 14, via Montanari 30, via Cattaneo 26
""",
    ),
    Quarter(
        "sant-albino",
        2_618,
        70,
        """
via Adda 66, via Mameli 58, via Sant'Albino 40, via Murri 22, viale Stucchi 64, via Marco d'Agrate 48, via Salvo D'Acquisto 20, via Fucini 16, via Oriani
24, via Offelera 36, via Guardini 12
""",
    ),
    Quarter(
        "san-rocco",
        14_300,
        130,
        """
via D'Annunzio 64, via San Rocco 48, via Borgazzi 240, via Pascoli 32, via Casignolo 26, via Fiume 20, via Aquileia 24, via Gentili 18, via Paolo Diacono
14, via Silva 40, viale Campania 70, via Montesanto 28, via Caporetto 16, via Podgora 22, via Sabotino 18, via Monfalcone 30, via Gorizia 26, via Pasubio
20, via Isonzo 34, via San Gottardo 38, via Toti 24, via Rovereto 18, via Cesare Correnti 28
""",
    ),
    Quarter(
        "san-biagio-cazzaniga",
        16_300,
        85,
        """
via Bellini 32, via Ramazzotti 50, via San Biagio 28, via Manara 44, via Osculati 26, via Donizetti 58, via Rossini 34, via Puccini 22, viale Battisti 62,
viale Brianza 40, via Boccaccio 30, via Ponchielli 48, via Pergolesi 33, via Solferino 38, via Magenta 26, via Monte Grappa 20, via Vivaldi 18, via Cilea
16, via Mascagni 24, via Cherubini 20, via Cimarosa 28, via Spontini 14, via Leoncavallo 22, via Confalonieri 40, via Lario 46
""",
    ),
    Quarter(
        "san-carlo-san-giuseppe",
        9_800,
        95,
        """
via Marsala 60, via Spallanzani 28, via Meda 34, via Cavallotti 140, via Goldoni 22, via Tosi 18, via Galvani 26, via Torricelli 20, via Galilei 32, via
Pacinotti 24, via Ferraris 16, via Meucci 28, via Marconi 40, via Malpighi 14, via Redi 18, via Lagrange 22, via San Carlo 30, via Calatafimi 36, via
Varese 26
""",
    ),
    Quarter(
        "triante",
        11_500,
        90,
        """
via Vittorio Veneto 54, via Monte Amiata 30, via Monte Cervino 48, via Monte Rosa 36, via Monte Oliveto 22, via Monte Bianco 40, via Biancamano 28, via
Duca d'Aosta 32, via Monviso 24, via Gran Sasso 20, via Resegone 34, via Grignone 18, via Adamello 26, via Cevedale 22, via Stelvio 30, via Tonale 28, via
Bernina 16, via Sempione 38, via Gottardo 14, via Monte Baldo 20
""",
    ),
    Quarter(
        "san-fruttuoso",
        12_600,
        95,
        """
via Iseo 44, via San Fruttuoso 32, via Risorgimento 50, via Tevere 28, via Po 36, viale Lombardia 246, via della Taccona 60, via Garda 30, via Arno 24, via
Metauro 18, via Trebbia 20, via Piave 42, via Brenta 26, via Adige 34, via Oglio 22, via Mincio 16, via Ticino 38, via Sesia 20, via Tanaro 14, via
Volturno 28, via Ofanto 12, via Pusiano 18, via Segrino 16, via Montorfano 20
""",
    ),
)
