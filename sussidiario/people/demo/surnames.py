"""
Italian family names by the part of Italy they come from, the more common first.

The names are facts of the language; how common each is in the invented town follows from its place in the list alone
(`names.py`), and who bears it is invented. An underscore stands for a space. Names that would point to one person of
public note are left out.
"""

LOMBARD = """
Brambilla Colombo Villa Sala Galbiati Riva Fumagalli Casati Beretta Mauri Viganò Redaelli Cazzaniga Corti Perego Crippa Confalonieri Meregalli Monti Pozzi
Radaelli Motta Arosio Terruzzi Tagliabue Cereda Ronchi Galimberti Vergani Erba Penati Sironi Passoni Scotti Magni Longoni Cattaneo Castoldi Mandelli Besana
Biella Biassoni Caprotti Carminati Cesana Citterio Consonni Dell'Orto Farina Frigerio Gatti Gerosa Ghezzi Giussani Limonta Locatelli Maggioni Mapelli Mariani
Molteni Nava Oggioni Oriani Panzeri Parravicini Pirola Pirovano Porta Proserpio Ratti Rigamonti Ripamonti Rivolta Rovelli Sangalli Scaccabarozzi Spinelli
Stucchi Teruzzi Valtolina Varisco Verderio Vimercati Zappa Zorloni Airoldi Albani Aldeghi Arlati Arienti Asnaghi Bai Balconi Ballabio Bandera Barni Baroni
Barzaghi Barzago Basilico Bellani Belotti Bergamaschi Bernareggi Bertani Bestetti Bianchi Biffi Bonacina Bonalumi Bonanomi Bonfanti Borgonovo Borghi Bosisio
Bossi Brenna Brioschi Brivio Brugnetti Burati Busnelli Cagnoni Caimi Cairo Calloni Camisasca Canali Cantù Carcano Carzaniga Casiraghi Cassago Castagna
Castelli Castelnuovo Cavalleri Cavenago Ceppi Cerizza Cesati Chiesa Cogliati Colleoni Colnaghi Comi Como Conti Corbetta Corno Corneo Costa Cremonesi Croci
Curti Dassi De_Capitani Della_Torre Donghi Dozio Elli Fassina Fedeli Ferrario Figini Fontana Fossati Frassini Frigeni Fusi Gaiani Galbusera Galli Gandini
Garavaglia Gariboldi Gaviraghi Gavazzi Gervasoni Ghioni Gilardi Gironi Giudici Gorla Grassi Greppi Grimoldi Guidali Guzzi Invernizzi Isella Lanzani Lecchi
Leoni Levati Lissoni Lomazzi Longhi Lucchini Lurati Lussana Macchi Maderna Maggi Malacrida Malgrati Manzoni Marelli Marazzi Marchesi Marinoni Marzorati
Mascheroni Massironi Mattavelli Mazza Mazzoleni Melzi Merati Meroni Milani Minotti Missaglia Mologni Mondonico Monguzzi Montrasio Morandi Morganti Mornati
Mosca Moioli Mussi Nespoli Nobili Novati Nova Oldani Olgiati Origgi Orsenigo Ornaghi Pagani Paleari Paltrinieri Papini Parma Pasquini Pastori Pavesi Pelucchi
Pessina Piazza Piatti Pini Pizzagalli Polli Ponti Porro Pozzoli Pravettoni Preda Premoli Prina Pulici Quadri Quaglia Radice Raimondi Rainoldi Rebuzzini
Recalcati Regondi Resnati Ricotti Rho Riboldi Rocca Roda Romanò Ronzoni Rosa Roveda Rota Rovida Rubini Ruggeri Sacchi Saini Salvioni Sampietro Sanvito
Santambrogio Savini Schiatti Secchi Seregni Sesana Seveso Silva Sirtori Solaro Somaschini Sormani Spada Spreafico Stefanoni Strada Sormanni Tanzi Tavecchio
Tentori Testa Tornaghi Torri Tremolada Trezzi Triulzi Turati Uboldi Usuelli Valagussa Valli Valsecchi Valtorta Varenna Varesi Vanzati Venturini Verri
Vertemati Vignati Vismara Volonteri Volpi Zanini Zucchi Zuccoli Zaninelli Zanoni Agostoni Ambrosoni Anzani Arnaboldi Balzaretti Banfi Bargna Barbieri Bassani
Bellavita Bergomi Bernasconi Bertarelli Bettinelli Bianconi Binda Boffi Bollini Bolis Bordoni Borella Boselli Bottani Brunati Buzzi Calvi Canzi Cappelletti
Carenini Carrera Castiglioni Cavallini Cermenati Cerri Clerici Codara Colzani Corbella Crespi Crotti Cucchi Dalmasso Dossi Facchinetti Fagioli Ferrandi Folcio
Formenti Fratus Frasson Gaddi Gadda Gamba Gerli Ghislanzoni Gnocchi Gritti Guffanti Introini Landoni Lavelli Lazzaroni Legnani Lietti Lodigiani Luraghi
Magistrelli Maino Malvestiti Marcandalli Mazzucchelli Mazzola Meda Medici Merlini Mezzera Minola Moretti Moroni Nicoli Noseda Orlandi Panigada Parini Pedretti
Pedroni Perini Pesenti Petazzi Piantanida Picozzi Pigni Pogliani Prandi Provasi Puricelli Rampoldi Rebecchi Restelli Roncoroni Rusconi Saibene Salvadè Scola
Scuratti Senaldi Seghezzi Signorelli Soldati Sottocornola Tettamanti Tettamanzi Todeschini Tosi Trabattoni Travella Vago Valnegri Vavassori Vezzani Viscardi
Vitali Zaffaroni Zambelli Zanetti Zani Zappettini Zoia
"""

GENERAL = """
Rossi Ferrari Russo Bianchi Romano Gallo Costa Giordano Rizzo Moretti Barbieri Lombardi Fontana Santoro Mariani Rinaldi Conti Ferri Fabbri Bianco Marini
Grasso Valentini Messina Gentile Martinelli Martini Vitale Pellegrini Palumbo Ferrara Galli Leone Longo Gatti Silvestri Testa Grassi Pellegrino Carbone
Giuliani Benedetti Barone Rossetti Caputo Montanari Guerra Palmieri Bernardi Fiore De_Angelis Ferretti Bellini Basile Riva Donati Piras Vitali Battaglia
Sartori Neri Costantini Milani Pagano Ruggiero Sorrentino D'Amico Orlando Negri Mancini Marchetti Ricci Bruno Greco Colonna Franco Franchi Fabiani Angelini
Antonelli Arcangeli Baldi Baldini Balestri Barsotti Bartoli Bartolini Bassi Belli Bellucci Benassi Benvenuti Berti Bertini Bertoli Bettini Biagi Biagini
Biagioni Bini Boni Bonini Borelli Boschi Braga Brunelli Bruni Bucci Burani Calzolari Campana Canova Capelli Cappelli Cardinali Carletti Carli Casadei Casali
Casini Castellani Cavalli Cavazza Ceccarelli Cecchi Cecchini Cervi Cesari Chiari Ciani Cipriani Cocchi Corsi Corsini Cosentino Cristofori Dallari Damiani
Danesi Diotallevi Donnini Fabbrini Falchi Falcone Fanti Fantini Farnesi Federici Filippi Filippini Finocchi Fiorentini Fiorini Forti Franceschini Franchini
Frati Fusco Gabrielli Gaggioli Galeazzi Gambini Garavini Gasparini Gennari Gherardi Ghini Giannelli Giannini Giorgi Giovannini Govoni Grandi Grazioli Guerrini
Guidi Guidotti Innocenti Landi Landini Lazzari Leonardi Lenzi Lolli Lorenzini Lorenzetti Lotti Lucarelli Luciani Lugli Lupi Maccari Magnani Malaguti Manfredi
Manfredini Manetti Marcelli Marchi Marchini Masini Massari Masi Mattei Mattioli Melandri Melotti Meucci Micheli Mingozzi Minelli Montagna Montanelli
Monteverdi Morelli Mori Morini Morselli Muratori Nanni Nannini Nardi Nicolini Olivieri Orsi Orsini Paci Pagliai Panini Paoletti Paoli Paolini Paolucci Parenti
Passini Pedrini Peruzzi Petrini Piccinini Pierini Pieri Poggi Poli Poletti Ponzi Prati Pucci Ragazzi Raffaelli Ravaioli Righi Rizzi Roncaglia Rondelli Rosati
Rosi Rosselli Rossini Sabatini Salvatori Salvi Samorì Santi Santini Santucci Sassi Scarpa Serafini Serra Severi Simonetti Simoni Spadoni Tamburini Tarantini
Tassi Tassinari Togni Tognetti Tomasi Tonelli Torelli Tozzi Trentini Ugolini Valeri Vandelli Vannini Venturi Venturelli Verdi Vezzali Vecchi Vivarelli Vignoli
Zaccaria Zaccarini Zagni Zamboni Zanasi Zecchini Zini Zucchini Aimone Actis Allasia Barbero Beltramo Bertolino Bertone Bo Boero Bosio Bottero Brero Bruzzone
Canepa Cavallero Cerruti Chiappero Cravero Dogliani Ferrero Gallino Gandolfo Giacosa Marengo Olivero Parodi Pittaluga Quaglino Ravera Repetto Revello Rolando
Rosso Schiaffino Traverso Vassallo Viale
"""

VENETO = """
Zanella Furlan Marin Visentin Boscolo Bortolotti Dal_Bo De_Marchi Favero Fabris Baldan Barbato Barbon Basso Battistella Bellin Beltrame Benetti Bergamin
Bettin Bisson Boaretto Bonaldo Bordin Borsato Bortolin Bortoluzzi Boscaro Bottacin Brugnera Brun Brunetta Busato Busetto Callegari Callegaro Calzavara Canton
Carraro Carrer Casagrande Cason Castellan Cattelan Cavinato Cecchetto Cecchin Ceccato Ceolin Cescon Chiarello Codognotto Cogo Coletto Colussi Contarin Corrà
Cortese Cusin Dal_Corso Dal_Molin Dal_Pozzo Dalla_Costa Dalla_Valle Dal_Zotto Danieli Da_Re Da_Ros De_Biasi De_Bortoli De_Zan Donà Doria Durigon Facchin
Fantin Fasolo Favaretto Favaro Feltrin Ferraro Ferrazzo Fiorin Foletto Forlin Franceschin Frasson Frison Gasparotto Gazzola Girardello Girotto Gobbo
Grigoletto Gottardo Granziero Lazzarin Lorenzon Lovato Lucchetta Lunardi Maistrello Manfrin Marangon Marcato Marchesin Marchiori Marcon Marcolin Martin
Masiero Mazzon Mazzucco Menegazzo Meneghetti Meneghin Michielin Miotto Mion Moro Moretto Munari Nardin Negro Nicoletti Padovan Pasqualotto Pavan Pavanello
Perin Piccin Piovesan Pivato Polato Polo Pozza Pozzebon Prando Rampazzo Rigato Rigon Rizzato Rizzetto Roncato Rossato Rosin Ruzza Sandrin Santin Sartor
Sartore Sartorello Scapin Scarabello Schiavon Segato Simionato Soldan Spagnol Stefani Stella Tiozzo Toffoli Tognon Tomasin Toniolo Tonin Trevisan Turchetto
Valente Vanzo Varotto Venturin Vendramin Vettorello Vianello Vidotto Viel Zago Zambon Zampieri Zancanaro Zanardo Zanatta Zanin Zanon Zorzi Zoppelli Zuliani
Degrassi Cossutta Bressan Tomsich Vascotto Sponza Cociancich Budicin Bernardis Del_Fabbro Mattiussi
"""

CAMPANIA = """
Esposito Russo Romano De_Luca Coppola Sorrentino Greco Marino Ferrara Rizzo Iovine Ruggiero Palumbo D'Angelo D'Ambrosio Cirillo De_Rosa De_Simone Capasso
Vitale Ferraro Napolitano Pellegrino Caputo Barbato Amato Ambrosino Ascione Auriemma Autiero Balzano Barone Basile Boccia Borrelli Borriello Buonocore Cacace
Caiazzo Calabrese Capuano Cardone Carotenuto Caruso Casillo Castaldo Catapano Cavaliere Cerbone Cerullo Chianese Ciccarelli Cimmino Cioffi Coscia Cozzolino
Criscuolo Cuomo D'Alessandro D'Alessio D'Amato D'Amore D'Aniello D'Antonio D'Auria D'Avino D'Elia D'Errico D'Onofrio Dello_Russo Del_Gaudio Del_Giudice
Del_Prete Della_Corte De_Falco De_Filippo De_Martino De_Micco De_Stefano Di_Costanzo Di_Lauro Di_Martino Di_Meo Di_Napoli Durante Ercolano Fabozzi Falanga
Fedele Ferrante Fiorillo Formicola Fusco Gagliardi Gallo Gargiulo Giordano Giugliano Granato Guarino Iacono Iannone Iervolino Imparato Improta Izzo
La_Montagna Langella Lanza Liguori Lombardo Maddaloni Maiello Manna Marotta Martucci Mauriello Mazzarella Merola Minopoli Monaco Morra Mosca Musella
Napoletano Nocerino Orefice Pacifico Pagano Palladino Palma Panico Parisi Passaro Pecoraro Perna Perrotta Petrone Piccolo Pinto Piscopo Porcelli Ragosta Raia
Riccio Rispoli Romeo Rocco Sacco Salzano Sannino Santangelo Santoro Savarese Scala Scarpati Schiavone Sepe Sica Sodano Solimeno Somma Sparano Starace Tammaro
Testa Tortora Troise Ummarino Vaccaro Varriale Venditti Verde Vitiello Volpe Zeno Zollo
"""

PUGLIA = """
Greco Rizzo De_Giorgi Bruno Longo De_Luca Leone Vitale Russo D'Angelo Lorusso Colucci Amoruso Abbrescia Altamura Ancona Angelillo Antonacci Armenise Attolini
Barletta Basile Bellomo Binetti Bitetto Bonasia Boccuzzi Bruni Calò Campanale Campanella Caponio Caputo Cardone Carella Caradonna Caroli Carrieri Casamassima
Cassano Castellaneta Catalano Chiarelli Ciccone Cipriani Clemente Coletta Colaianni Conte Conversano Cosma Cristallo Curci Dammacco D'Addabbo D'Agostino
D'Alessandro D'Aprile D'Introno D'Oria Damato De_Bellis De_Benedictis De_Candia De_Carlo De_Carolis De_Feudis De_Gennaro De_Leo De_Marinis De_Nicolo De_Palma
De_Pascalis De_Pinto De_Robertis De_Santis De_Tullio De_Vito Dell'Aquila Di_Bari Di_Cosola Di_Gioia Di_Noia Di_Pace Di_Pierro Di_Terlizzi Elia Epifani Fanelli
Fasano Favia Ferrulli Fiorentino Fiore Fornarelli Fracchiolla Galante Gallone Gentile Giannuzzi Giorgino Girone Grieco Guarini Iacobbe Indelicato Ingrosso
Introna Labianca Lacalamita Laforgia Lamanna Laera Lassandro Lattanzio Laterza Leccese Ligorio Lisi Loconsole Loiacono Loiudice Lopez Losito Losacco Lovecchio
Lucarelli Maggiore Magrone Mancini Mangano Manzari Marinelli Marra Martellotta Marzulli Masciopinto Mastrogiacomo Mastronardi Mele Melpignano Milella Miccoli
Minervini Mongelli Montenegro Montrone Morea Nardelli Natale Netti Nitti Novielli Palmisano Palasciano Palazzo Pantaleo Papagni Pappalepore Pastore Patruno
Perrone Pellegrini Petruzzelli Petrosino Piccinni Pignataro Pinto Pugliese Quarta Racanelli Ranieri Resta Ricchiuti Rizzi Romanazzi Rubino Ruggieri Ruta
Sabatelli Sabba Sannicandro Santoro Santeramo Sciacovelli Scarangella Schino Semeraro Sgobba Simone Sisto Spagnuolo Spinosa Squicciarini Stea Susca Tarantino
Tarricone Tedesco Tateo Tondo Triggiani Troiano Turi Valerio Ventrella Verna Vernì Viesti Vinci Vurchio Zaccaro Zizzi Montemurro Santarsiero Pietrafesa Lacava
Summa Telesca Larocca
"""

CALABRIA = """
Romeo Greco Ferraro Russo Marino Morabito Bruno Perri Rizzo Gallo Caruso De_Luca Mazza Longo Costa Cosentino Arena Aiello Amodeo Andreacchio Arcuri Ardito
Attinà Audino Barillà Barreca Basile Battaglia Belcastro Bevilacqua Bova Brancati Calabrò Caccamo Callipari Cannizzaro Canino Caridi Carbone Caracciolo Casile
Catanzariti Celi Ceravolo Chindamo Chirico Ciccone Cirillo Colosimo Condello Corigliano Crea Cristofaro Crupi Cuzzocrea Dattola D'Agostino D'Ascola De_Fazio
De_Leo De_Marco De_Masi De_Rose De_Santis Delfino Dominijanni Fazio Ferrò Fiorentino Foti Foderaro Franco Frascà Fragomeni Furfaro Galati Gallelli Gangemi
Garruba Gattuso Genovese Gerace Giofrè Gligora Gullà Guerrisi Iannello Idà Iellamo Ielo Iiriti Laganà Laface Lamari Laurenzi Leuzzi Lico Logiudice Lombardo
Macrì Malara Mallamaci Mandaglio Marrapodi Mercuri Messineo Mileto Modafferi Monteleone Morelli Moscato Muià Muraca Musolino Naccari Neri Nicolò Nisticò
Nucera Palermo Panuccio Papalia Paone Pedullà Pellicanò Perrone Pileggi Pirrotta Pizzimenti Polimeni Porcino Praticò Procopio Pugliese Punturieri Quattrone
Raso Repaci Riccio Rodà Romano Rotundo Ruffo Saccà Sainato Santoro Scalise Scarfò Serraino Sergi Sgrò Siciliano Sicari Sorbara Spanò Spinella Squillace
Staglianò Surace Talarico Tassone Tavella Tedesco Tomaselli Toscano Trapasso Tripodi Trunfio Ursino Vadalà Varacalli Vazzana Vitetta Voci Zappia Zito Zumbo
"""

SICILY = """
Russo Messina Lombardo Caruso Marino Rizzo Grasso Greco Romano Amato Parisi La_Rosa Costa Vitale Arena Pappalardo Catalano Bruno Randazzo Giuffrida Leone
Lo_Cascio Ferrara Puglisi Sanfilippo Tomasello Di_Stefano Di_Mauro Di_Salvo Di_Bella Di_Marco Di_Giovanni Lo_Presti Lo_Verde Lo_Monaco Lo_Giudice Lo_Re
La_Mantia La_Spina La_Barbera La_Porta Abate Agnello Alaimo Albanese Alessi Aiello Amico Anello Arcidiacono Asaro Barbagallo Barbera Basile Bellia Bonaccorso
Bonanno Bonfiglio Bongiorno Bonomo Brancato Buccheri Burgio Buscemi Butera Calabrese Caltabiano Campo Cannata Cannavò Caponnetto Cappello Caracausi Cardillo
Carollo Carrubba Carta Casà Cascio Castiglione Castro Catania Cavallaro Ciaramitaro Cicero Cimino Coco Colletti Consoli Conigliaro Corso Cottone Crisafulli
Cucchiara Curcio Cusumano Cutrona D'Agata D'Agostino D'Amico D'Angelo D'Arrigo D'Anna Danzè De_Caro Di_Bartolo Di_Blasi Di_Carlo Di_Dio Di_Fazio Di_Franco
Di_Gregorio Di_Liberto Di_Maggio Di_Maria Di_Martino Di_Miceli Di_Natale Di_Paola Di_Pasquale Di_Pietro Di_Prima Di_Vita Falzone Faraci Fazio Ferlito Ferrante
Fiorenza Fichera Foti Fragapane Gagliano Galati Gallo Gambino Genovese Geraci Giambanco Giardina Giarratana Giglio Giunta Giuffrè Granata Graziano Guarneri
Guccione Gueli Gulino Gulotta Iacono Ingrassia Insalaco Interlandi Lanza Laudani Lauria Leonardi Leto Licata Licciardello Liotta Longo Lupo Maggio Maltese
Mancuso Mangiaracina Maniscalco Mannino Marchese Marotta Martorana Mazzara Mineo Minì Miceli Milazzo Mirabella Mistretta Montalbano Morello Muscarà Musso
Napoli Nicolosi Nicosia Noto Orlando Pace Pagano Palazzolo Palermo Palumbo Panebianco Pantano Papa Passalacqua Patanè Patti Pecoraro Pellegrino Pennisi Piazza
Picone Pinzone Piraino Pirrone Pisano Platania Privitera Pulvirenti Raciti Rapisarda Reina Riccobono Rinaudo Rizzuto Rocca Romeo Rosano Ruggeri Sacco Saitta
Salamone Salemi Salerno Sapienza Sammartino Scalia Scaduto Sciacca Scimè Scuderi Sgroi Siracusa Sorce Sottile Spampinato Spadaro Spataro Strano Taormina
Tedesco Terranova Testa Todaro Torrisi Tringali Triolo Trovato Urso Vaccaro Valenti Vasta Vella Ventimiglia Vinciguerra Virzì Vullo Zappalà Zuccarello
"""

SARDINIA = """
Sanna Piras Serra Lai Murgia Carta Melis Pinna Mura Cossu Porcu Deiana Loi Puddu Manca Usai Floris Atzeni Orrù Congiu Mulas Spanu Pisanu Ledda Mereu Cocco
Marras Contu Fadda Frau Piga Pilia Perra Pala Pintus Pitzalis Podda Sechi Secci Satta Scanu Solinas Tola Tronci Urru Vacca Zedda Cabras Cadeddu Caddeo Casu
Corda Corona Cuccu Demontis Dessì Dettori Farris Lecca Locci Masala Mannu Medda Muntoni Musu Nieddu Orgiana Porceddu Putzu Sulis Tuveri Uda
"""
