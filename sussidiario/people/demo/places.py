"""
Where the people of the invented town were born: Italian municipalities by Belfiore code, and the states that people came from.

Codes and years are facts, drawn from the national register's archive of municipalities (as python-codicefiscale, MIT, has it): a municipality
is somebody's birthplace only in years when its code was in force from the first day to the last. How many were born where, and how
many came from each state, is invented, and plausible for Monza at the end of 2016.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

MONZA = ("F704", "Monza")
MILAN = ("F205", "Milano")
HOSPITALS = """
Vimercate M052; Desio D286; Carate Brianza B729; Seregno I625; Giussano E063; Lecco E507; Sesto San Giovanni I690; Cernusco sul Naviglio C523; Merate F133
"""
"""Where children of Monza are born when it is neither Monza nor Milan."""

TOWNS = {
    "brianza": """
Agrate Brianza A087; Aicurzio A096 1910-; Albiate A159; Arcore A376; Barlassina A668; Bellusco A759; Bernareggio A802; Besana in Brianza A818; Biassono
A849; Bovisio-Masciago B105 1948-; Briosco B187; Brugherio B212; Burago di Molgora B272; Camparada B501; Carate Brianza B729; Carnate B798 1910-; Cavenago
di Brianza C395; Ceriano Laghetto C512; Cesano Maderno C566; Cogliate C820 1920-; Concorezzo C952; Correzzana D038; Desio D286; Giussano E063; Lazzate E504
1906-; Lesmo E550; Limbiate E591; Lissone E617; Macherio E786; Meda F078; Mezzago F165; Misinto F247; Muggiò F797; Nova Milanese F944 1929-; Ornago G116;
Renate H233 1957-; Ronco Briantino H537 1910-; Seregno I625; Seveso I709; Sovico I878; Sulbiate I998 1910-; Triuggio L434; Usmate Velate L511 1931-; Varedo
L677; Vedano al Lambro L704; Veduggio con Colzano L709 1957-; Verano Brianza L744 1929-; Villasanta M017 1930-; Vimercate M052; Busnago B289; Caponago
B671; Cornate d'Adda D019 1925-; Lentate sul Seveso E530; Roncello H529; Cologno Monzese C895; Sesto San Giovanni I690; Cinisello Balsamo C707 1929-;
Cusano Milanino D231 1916-; Merate F133; Casatenovo B943; Missaglia F248; Oggiono G009; Erba D416 1929-; Inverigo E309; Mariano Comense E951; Cantù B639;
Cabiate B313; Lecco E507; Barzanò A686; Cernusco Lombardone C521 1967-; Lurago d'Erba E749; Arosio A430 1951-; Olgiate Molgora G026 1954-; Calolziocorte
B423 1928-
""",
    "lombardy": """
Bergamo A794; Brescia B157; Como C933; Cremona D150 1941-; Mantova E897; Pavia G388; Sondrio I829; Varese L682; Lodi E648; Busto Arsizio B300; Gallarate
D869; Legnano E514; Rho H264; Treviglio L400; Crema D142; Vigevano L872; Voghera M109; Codogno C816; Melegnano F100; Melzo F119; Cernusco sul Naviglio
C523; Gorgonzola E094; Cassano d'Adda C003; Trezzo sull'Adda L411; Vaprio d'Adda L667; Magenta E801; Abbiategrasso A010; Saronno I441; Chiavenna C623;
Morbegno F712; Tirano L175; Bormio B049; Clusone C800; Lovere E704; Romano di Lombardia H509; Chiari C618; Salò H717; Desenzano del Garda D284 1927-; Iseo
E333; Breno B149; Edolo D391; Casalmaggiore B898; Soresina I849; Suzzara L020; Ostiglia G186; Viadana L826; Stradella I968; Mortara F754; Bellano A745;
Dongo D341; Menaggio F120; Luino E734; Paderno Dugnano G220; Bresso B162; Bollate A940; Segrate I577; Pioltello G686; Zogno M184; Caravaggio B731
""",
    "north": """
Torino L219; Genova D969; Bologna A944; Piacenza G535; Parma G337; Reggio nell'Emilia H223; Modena F257; Ferrara D548; Ravenna H199; Forlì D704; Rimini
H294; Novara F952; Alessandria A182; Asti A479; Cuneo D205; Vercelli L750; Biella A859; Savona I480; La Spezia E463 1931-; Imperia E290 1924-; Sanremo
I138; Trento L378 1921-; Bolzano A952 1921-; Domodossola D332; Tortona L304; Casale Monferrato B885; Ivrea E379; Alba A124; Fidenza B034 1928-; Carpi B819;
Imola E289; Faenza D458; Cesena C573; Rapallo H183; Chiavari C621; Fiorenzuola d'Arda D611; Bobbio A909; Comacchio C912; Cento C469; Mirandola F240; Aosta
A326
""",
    "veneto": """
Venezia L736; Padova G224; Verona L781; Vicenza L840; Treviso L407; Rovigo H620; Belluno A757; Udine L483; Trieste L424 1922-; Pordenone G888; Chioggia
C638; Adria A059; Este D442; Monselice F382; Bassano del Grappa A703 1929-; Schio I531; Thiene L157; Feltre D530; Conegliano C957; Castelfranco Veneto
C111; Montebelluna F443; Oderzo F999; Vittorio Veneto M089 1924-; San Donà di Piave H823; Portogruaro G914; Legnago E512; Cavarzere C383; Porto Tolle G923;
Lendinara E522; Badia Polesine A539; Cittadella C743; Piove di Sacco G693; Camposampiero B563; Lonigo E682; Arzignano A459; Tolmezzo L195; Cividale del
Friuli C758; Spilimbergo I904; Codroipo C817; Gorizia E098 1922-; Monfalcone F356 1922-; Loreo E689; Taglio di Po L026
""",
    "centre": """
Roma H501; Firenze D612; Perugia G478; Ancona A271; Pisa G702; Livorno E625; Siena I726; Arezzo A390; Lucca E715; Pistoia G713; Grosseto E202; Viterbo
M082; Rieti H282; Frosinone D810; Macerata E783; Ascoli Piceno A462; Pesaro G479; Terni L117; Spoleto I921; Foligno D653; L'Aquila A345 1941-; Pescara
G482; Chieti C632; Teramo L103; Sulmona I804; Avezzano A515; Vasto E372 1946-; Lanciano E435; Campobasso B519; Isernia E335; Termoli L113; Formia D708;
Gaeta D843; Cassino C034; Civitavecchia C773; Prato G999 1933-; Empoli D403; Viareggio L833; Carrara B832 1947-; Fano D488; Senigallia I608; Jesi E388;
Cortona D077
""",
    "campania": """
Napoli F839; Salerno H703; Caserta B963; Avellino A509; Benevento A783; Torre del Greco L259; Castellammare di Stabia C129; Pozzuoli G964; Portici G902;
Ercolano H243 1970-; Nocera Inferiore F912; Nocera Superiore F913; Pagani G230; Cava de' Tirreni C361; Battipaglia A717 1930-; Eboli D390; Sarno I438;
Scafati I483; Angri A294; Aversa A512; Maddaloni E791; Capua B715; Santa Maria Capua Vetere I234; Nola F924; Acerra A024; Afragola A064; Casoria B990;
Giugliano in Campania E054; Marano di Napoli E906; Sorrento I862; Ischia E329; Agropoli A091; Sapri I422; Vallo della Lucania L628; Ariano Irpino A399
1931-; Lioni E605; Montella F546; Solofra I805; Telese L086 1935-1991; Sessa Aurunca I676; Mondragone F352; Piedimonte Matese G596 1971-; Sala Consilina
H683; Polla G793; Potenza G942; Matera F052; Melfi F104; Lagonegro E409; Lauria E483; Pisticci G712; Stigliano I954; Montescaglioso F637; Rionero in
Vulture H307; Venosa L738
""",
    "puglia": """
Bari A662 1932-; Taranto L049; Foggia D643; Lecce E506; Brindisi B180; Andria A285; Barletta A669; Trani L328; Bisceglie A883; Molfetta F284; Bitonto A893;
Altamura A225; Gravina in Puglia E155; Monopoli F376; Corato C983; Ruvo di Puglia H645; Terlizzi L109; Giovinazzo E047; Cerignola C514; Manfredonia E885;
San Severo I158; Lucera E716; Canosa di Puglia B619; Minervino Murge F220; Spinazzola I907; Conversano C975; Putignano H096; Noci F915; Castellana Grotte
C134 1951-; Gioia del Colle E038; Santeramo in Colle I330; Martina Franca E986; Grottaglie E205; Manduria E882; Massafra F027; Castellaneta C136; Ginosa
E036; Laterza E469; Mottola F784; Ostuni G187; Fasano D508; Francavilla Fontana D761; Mesagne F152; Ceglie Messapica C424 1989-; Oria G098; Gallipoli D883;
Nardò F842; Galatina D862; Copertino C978; Maglie E815; Tricase L419; Casarano B936; Monte Sant'Angelo F631; Vieste L858; San Giovanni Rotondo H926;
Torremaggiore L273; Apricena A339; San Nicandro Garganico I054 2000-; Ascoli Satriano A463; Acquaviva delle Fonti A048; Polignano a Mare G787; Locorotondo
E645; Rutigliano H643; Triggiano L425; Adelfia A055 1928-
""",
    "calabria": """
Reggio di Calabria H224; Cosenza D086; Catanzaro C352; Crotone D122 1930-; Vibo Valentia F537 1929-; Locri D976 1935-; Siderno I725; Gioiosa Ionica E044;
Roccella Ionica H456; Caulonia C285; Palmi G288; Gioia Tauro E041; Polistena G791; Cittanova C747; Taurianova L063 1929-; Rosarno H558; Oppido Mamertina
G082; Bagnara Calabra A552; Villa San Giovanni M018 1934-; Melito di Porto Salvo F112; Bova Marina B099 1909-; Bianco A843; Soverato I872; Chiaravalle
Centrale C616; Serra San Bruno I639; Tropea L452; Pizzo G722; Mileto F207; Nicotera F893; Castrovillari C349; Paola G317; Rossano H579; Corigliano Calabro
D005; Cariati B774; San Giovanni in Fiore H919; Acri A053; Bisignano A887; Amantea A253; Scalea I489; Cetraro C588; Trebisacce L353; Cirò Marina C726
1953-; Petilia Policastro G508; Isola di Capo Rizzuto E339; Cutro D236; Strongoli I982; Nicastro F888 1900-1967; Cinquefrondi C710; Laureana di Borrello
E479 1931-
""",
    "sicily": """
Palermo G273; Catania C351; Messina F158; Siracusa I754; Agrigento A089 1928-; Trapani L331; Caltanissetta B429; Ragusa H163; Enna C342 1928-; Gela D960
1928-; Marsala E974; Modica F258; Vittoria M088; Acireale A028; Licata E573; Mazara del Vallo F061; Bagheria A546; Canicattì B602; Favara D514; Sciacca
I533; Ribera H269; Castelvetrano C286; Alcamo A176; Partinico G348; Corleone D009; Termini Imerese L112; Cefalù C421; Milazzo F206; Barcellona Pozzo di
Gotto A638; Patti G377; Sant'Agata di Militello I199; Mistretta F251; Taormina L042; Giarre E017 1946-; Adrano A056 1930-; Paternò G371; Biancavilla A841;
Bronte B202; Randazzo H175; Caltagirone B428; Grammichele E133; Niscemi F899; Mazzarino F065; Riesi H281; San Cataldo H792; Mussomeli F830; Piazza Armerina
G580; Nicosia F892; Leonforte E536; Barrafranca A676; Lentini E532; Augusta A494; Avola A522; Noto F943; Pachino G211; Floridia D636; Scicli I535; Ispica
E366 1936-; Comiso C927; Palma di Montechiaro G282; Porto Empedocle F299; Ravanusa H194; Campobello di Licata B520; Raffadali H159; Casteltermini C275;
Cammarata B486; Lercara Friddi E541; Misilmeri F246
""",
    "sardinia": """
Cagliari B354; Sassari I452; Nuoro F979; Oristano G113; Olbia G015 1940-; Alghero A192; Iglesias E281; Carbonia B745 1939-; Quartu Sant'Elena H118; Tempio
Pausania L093; Ozieri G203; Macomer E788; Bosa B068; Lanusei E441; Tortolì A355 1942-; Sorgono I851; Dorgali D345; Orgosolo G097; Bitti A895; Guspini E270;
Villacidro L924; Sant'Antioco I294; Ghilarza E004 1959-; Thiesi L158; Bono A977; Siniscola I751
""",
    "istria": """
Pola G778 1922-1946; Fiume D620 1925-1946; Zara M149 1922-1946; Rovigno d'Istria H619 1924-1946; Parenzo G332 1922-1946; Capodistria B665 1922-1946; Pirano
G700 1922-1946; Albona A170 1922-1946; Dignano d'Istria D301 1922-1946; Pisino G709 1922-1946; Lussinpiccolo E766 1922-1946; Buie d'Istria B260 1922-1946;
Montona F683 1922-1946
""",
}
"""Municipalities by part of Italy: name, code, and the years with the code when they are not all."""


@dataclass(frozen=True)
class Town:
    """A municipality where somebody can have been born, and the years (both included) in which its code was in force."""

    code: str
    name: str
    first: int = 0
    last: int = 9999


def read(text: str) -> Iterator[Town]:
    """Read `Agrate Brianza A087; Zara M149 1922-1946`."""
    for entry in text.split(";"):
        words = entry.split()
        years = words.pop() if "-" in words[-1] and words[-1][0].isdigit() else "-"
        first, last = years.split("-")
        code = words.pop()
        yield Town(code, " ".join(words), int(first or 0), int(last or 9999))


@dataclass(frozen=True)
class State:
    """
    A state that people came from.

    `code` is ISTAT's, `place` Belfiore's, `names` the pool of given and family names (`foreign.py`), `share` its weight
    among the citizenships of foreigners. Where `two_surnames`, the second one is the mother's. Where `undated`, many were registered with the first of January.
    """

    code: str
    place: str
    name: str
    names: str
    share: int
    two_surnames: bool = False
    undated: bool = False
    in_union: bool = False


STATES = (
    State("235", "Z129", "Romania", "RO", 150, in_union=True),
    State("615", "Z611", "Perù", "PE", 88, two_surnames=True),
    State("609", "Z605", "Ecuador", "EC", 78, two_surnames=True),
    State("243", "Z138", "Ucraina", "UA", 75),
    State("419", "Z336", "Egitto", "EG", 68),
    State("201", "Z100", "Albania", "AL", 66),
    State("436", "Z330", "Marocco", "MA", 60),
    State("323", "Z216", "Filippine", "PH", 58),
    State("314", "Z210", "Cina", "CN", 48),
    State("311", "Z209", "Sri Lanka", "LK", 45),
    State("305", "Z249", "Bangladesh", "BD", 42, undated=True),
    State("344", "Z236", "Pakistan", "PK", 32, undated=True),
    State("450", "Z343", "Senegal", "SN", 26, undated=True),
    State("517", "Z506", "El Salvador", "SV", 24, two_surnames=True),
    State("254", "Z140", "Moldova", "MD", 22),
    State("605", "Z602", "Brasile", "BR", 15),
    State("460", "Z352", "Tunisia", "TN", 12),
    State("330", "Z222", "India", "IN", 10),
    State("209", "Z104", "Bulgaria", "SLAV", 8, in_union=True),
    State("233", "Z127", "Polonia", "SLAV", 8, in_union=True),
    State("245", "Z154", "Federazione russa", "SLAV", 7),
    State("443", "Z335", "Nigeria", "WA", 9, undated=True),
    State("404", "Z313", "Costa d'Avorio", "WA", 6),
    State("423", "Z318", "Ghana", "WA", 3),
    State("435", "Z329", "Mali", "WA", 2, undated=True),
    State("422", "Z317", "Gambia", "WA", 2, undated=True),
    State("604", "Z601", "Bolivia", "PE", 7, two_surnames=True),
    State("608", "Z604", "Colombia", "EC", 5, two_surnames=True),
    State("516", "Z505", "Repubblica Dominicana", "SV", 6, two_surnames=True),
    State("514", "Z504", "Cuba", "SV", 4, two_surnames=True),
    State("602", "Z600", "Argentina", "SV", 2),
    State("351", "Z243", "Turchia", "ASIA", 5),
    State("332", "Z224", "Iran", "ASIA", 2),
    State("348", "Z240", "Siria", "ASIA", 2),
    State("301", "Z200", "Afghanistan", "ASIA", 2, undated=True),
    State("466", "Z368", "Eritrea", "HORN", 3, undated=True),
    State("453", "Z345", "Somalia", "HORN", 2, undated=True),
    State("271", "Z158", "Serbia", "SLAV", 3),
    State("253", "Z148", "Macedonia", "SLAV", 3),
    State("215", "Z110", "Francia", "WEST", 6, in_union=True),
    State("216", "Z112", "Germania", "WEST", 4, in_union=True),
    State("219", "Z114", "Regno Unito", "WEST", 4, in_union=True),
    State("239", "Z131", "Spagna", "WEST", 5, in_union=True),
)

ITALY = "100"
BY_CODE: Mapping[str, State] = {state.code: state for state in STATES}
