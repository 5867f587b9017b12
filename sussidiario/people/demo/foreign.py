"""
Names of the people who came from abroad, by country of origin, the more common first.

Names are facts of their languages; an underscore stands for a space. A family name written `-sky|-ska` has a man's and
a woman's form. Nobody of public note is meant: given and family names are drawn apart.
"""

FAMILY = {
    "RO": """
Popa Popescu Pop Radu Dumitru Ionescu Stan Stoica Gheorghe Rusu Munteanu Matei Marin Constantin Serban Moldovan Ciobanu Florea Barbu Tudor Mihai Dinu Stanciu
Ilie Ungureanu Sandu Lazar Neagu Toma Badea Dobre Nistor Oprea Manea Vasile Cojocaru Dragomir Ene Nicolae Grigore Anghel Rotaru Iordache Dima Lupu Sava Voicu
Stoian Enache Bucur Olteanu Apostol Filip Muresan Craciun Cristea Vlad Balan Iancu Tanase Petrescu Suciu Mocanu Chiriac Buzatu Zamfir Bratu Ardelean Simion
Roman Avram Sima Nita Preda Dragan Luca Marinescu Nedelcu Pavel Trandafir
""",
    "PE": """
Quispe Flores Sánchez García Rodríguez Rojas Huamán Mamani Ramos Díaz López Pérez González Torres Vásquez Castillo Espinoza Chávez Ramírez Gutiérrez Mendoza
Fernández Cruz Vargas Castro Romero Gómez Salazar Ruiz Rivera Condori Alvarado Martínez Silva Hernández Zapata Reyes Medina Ortiz Aguilar Córdova Paredes
Cárdenas Palomino Huanca Villanueva Herrera Guerrero Delgado Peña Guzmán Campos Valverde Ccori Tello Quiroz Sotelo Meza Ponce Carrasco Yupanqui Benites Poma
Ticona Choque Alarcón Bazán Cáceres Cusi Inga Lazo Mallqui Navarro Ochoa Pacheco Rosales
""",
    "EC": """
Zambrano Sánchez García Rodríguez Mendoza López Cedeño Vera González Castro Torres Moreira Macías Mora Morales Bravo Chávez Guerrero Espinoza Intriago
Alvarado Loor Vélez Vargas Zamora Ortiz Villacís Andrade Paredes Jiménez Guamán Cevallos Quishpe Suárez Bustamante Pincay Quimí Toala Tomalá Villao Yagual
Salazar Reyes Delgado Cabrera Carrillo Calderón Chiluisa Chicaiza Tipán Toapanta Almeida Arteaga Barzola Benavides Caicedo Cárdenas Carrión Cuenca Erazo
Freire Franco Holguín Jácome León Lara Maldonado Montalvo Naranjo Ordóñez Peñafiel Quinde Rosero Valarezo
""",
    "UA": """
Melnyk Shevchenko Boyko Kovalenko Bondarenko Tkachenko Kovalchuk Kravchenko Oliynyk Shevchuk Koval Polishchuk Bondar Tkachuk Moroz Marchenko Lysenko Rudenko
Savchenko Petrenko Kravchuk Klymenko Pavlenko Savchuk Kuzmenko Levchenko Ponomarenko Vasylenko Voloshyn Kharchenko Sydorenko Havrylyuk Karpenko Hnatyuk
Panasyuk Martynyuk Mazur Kushnir Romanyuk Romanenko Tkach Kostenko Bilous Zinchenko Semenyuk Nazarenko Yurchenko Demchenko Kyrylyuk Fedorenko Ivanyuk
Petryshyn Dmytryk Sorokivsky|Sorokivska Kozlovsky|Kozlovska Yavorsky|Yavorska Lozynsky|Lozynska Hrytsenko Danylyuk Stasyuk Fedoruk Yakymchuk Zhuk Havryshko
Pidhirny|Pidhirna Biletsky|Biletska Ostapchuk Didukh Kuzmyn Lesiv Pryshlyak
""",
    "EG": """
Mohamed Ahmed Ibrahim Hassan Mahmoud Ali Abdelaziz Abdelrahman Abdelhamid Sayed Mostafa Khalil Youssef Saleh Abdallah Fathy Shehata Gad Farag Soliman Metwally
Elsayed Elshazly Elnaggar Elbanna Elkholy Elgendy Elmasry Elshafei Ghoneim Gaber Hamed Hussein Ismail Kamel Kandil Khalifa Lotfy Mansour Megahed Morsy Nasr
Nassar Omar Osman Ramadan Rizk Saad Sabry Salama Salem Samir Shaaban Shalaby Shehab Sharaf Tawfik Zaki Zaher Abouelela Abouzeid Attia Badawy Bakr Bishara
Botros Girgis Guirguis Hanna Mikhail Tadros Wahba Yacoub
""",
    "MA": """
El_Amrani El_Idrissi Alaoui Bennani El_Fassi Berrada El_Khattabi Amrani El_Haddad Ouali Benali El_Moussaoui Chakir Zouhair El_Ghazali El_Bakkali Belhaj
Benjelloun Bouazza Boukhari Bouzid Chaoui Daoudi El_Alami El_Asri El_Azzouzi El_Barkaoui El_Hachimi El_Hamdaoui El_Kadiri El_Mansouri El_Omari El_Yousfi
Essaidi Fadil Fathi Ghanmi Guerraoui Hajji Hamdi Hassani Hilali Idrissi Jabri Kabbaj Kadiri Karim Khaldi Lahlou Lamrani Laaroussi Mabrouk Maftah Mernissi
Mouhib Mourad Naciri Nadif Ouardi Ouahbi Rachidi Raji Rami Sabri Sahli Salhi Tahiri Tazi Touimi Zahiri Zerouali Ziani
""",
    "AL": """
Hoxha Shehu Prifti Hysa Gjoka Kola Marku Lleshi Dervishi Çela Leka Bardhi Gjini Cani Doci Duka Elezi Ferhati Gega Hasa Hoti Hyka Islami Isufi Jaku Kaja Kodra
Koçi Kuka Kurti Lala Leshi Luli Mema Mehmeti Muça Murati Musta Ndoci Ndreca Nikolli Osmani Pali Peqini Përgjini Pjetri Preçi Qosja Rexha Rroku Selimi Sinani
Sula Shkurti Shtjefni Tafa Toska Troka Tusha Vata Vora Xhafa Xhani Ymeri Zefi Zeneli Zyka Bushi Biba Brahja Bregu Cenaj Deda Dedaj Daci
""",
    "PH": """
Santos Reyes Cruz Bautista Garcia Mendoza Torres Castillo Flores Villanueva Ramos Castro Rivera Aquino Navarro Salazar Mercado Dela_Cruz De_Guzman De_Leon
Del_Rosario Dimaculangan Magsino Macaraeg Panganiban Manalo Dimaano Atienza Arellano Aguila Alcantara Andal Austria Balmes Baldonado Bonifacio Cabrera
Calingasan Caringal Comia Cuevas Datinguinoo De_Castro De_Chavez De_Torres Evangelista Gonzales Gutierrez Hernandez Ilagan Javier Lacsamana Landicho Lopez
Lumbera Luna Maala Magnaye Marasigan Matibag Mayuga Mendiola Ocampo Pascual Perez Ramirez Rosales Salonga Tolentino Valdez Velasco Villena Ylagan
""",
    "LK": """
Fernando Perera Silva Warnakulasuriya Kurukulasuriya De_Silva Mihindukulasuriya Weerakkody Dissanayake Bandara Jayasinghe Gunawardena Wickramasinghe
Rathnayake Herath Ekanayake Senanayake Jayawardena Karunaratne Liyanage Amarasinghe Gamage Weerasinghe Abeysekara Ranasinghe Samarasinghe Wijesinghe
Gunasekara Hettiarachchi Kumara Pathirana Wijeratne Edirisinghe Jayakody Jayasuriya Mendis Peiris Pieris Rodrigo Cooray Dias Fonseka Gomes Hewage Kodikara
Lakmal Madushanka Munasinghe Nanayakkara Pushpakumara Ranaweera Sampath Seneviratne Siriwardena Tennakoon Thilakarathne Thamel Weerasekara Wijesekara
Withanage Ponnampalam Sivakumar Selvaraj Nadarajah
""",
    "CN": """
Chen Hu Wang Lin Zhang Li Zhu Zhou Wu Huang Xu Ye Jin Liu Zheng Pan Yang Xia Dong Ji Jiang Zhao Sun Ma He Guo Lu Cai Zeng Ruan Weng Zhan Xiang Qiu Bao Fang
Feng Gao Gu Han Hong Hou Kong Lai Lei Liang Lou Mao Mei Ni Peng Qian Ren Shao Shen Shi Song Su Tang Tao Wei Wen Xiao Xie Xiong Yan Yao Yin You Yu Yuan
""",
    "BD": """
Hossain Islam Rahman Ahmed Uddin Miah Khan Alam Chowdhury Ali Haque Hasan Sarkar Sheikh Mia Howlader Bepari Sikder Talukder Mollah Mridha Dewan Bhuiyan Munshi
Akon Fakir Gazi Hawlader Kazi Khandaker Laskar Madbor Mahmud Matubbar Mondal Morol Munsi Patwary Paul Pramanik Rari Roy Saha Sardar Shikder Sarder Sufian
Tarafdar Ullah Zaman Billah Biswas Das Deb Faruk Hoque Jamadar Kabir Kha Malek Monir Nath Rashid Siddique
""",
    "PK": """
Khan Ahmed Hussain Ali Iqbal Akhtar Mahmood Butt Malik Raza Shah Akram Anwar Arshad Asghar Ashraf Aslam Awan Aziz Bashir Chaudhry Dar Farooq Ghafoor Gondal
Hanif Hayat Ijaz Ishaq Javed Kausar Khalid Latif Majeed Maqsood Mehmood Mirza Mughal Munir Mushtaq Nadeem Naseer Nawaz Qureshi Rafiq Rasheed Rauf Rehman Riaz
Sadiq Saeed Saleem Sarwar Shabbir Shafiq Shahzad Sheikh Siddique Tariq Usman Waheed Warraich Yaqoob Younas Zafar Zaman
""",
    "SN": """
Ndiaye Diop Fall Diouf Gueye Sow Faye Ba Sarr Seck Diallo Cissé Thiam Mbaye Sy Ndoye Dieng Niang Diagne Kane Mbengue Lo Sylla Samb Gaye Sène Touré Diatta
Badji Sané Mané Camara Mbodj Diakhaté Dia Ly Tall Dramé Diaw Beye Bâ Bousso Dème Diédhiou Dione Diongue Ndao Ngom Niass Ndong Sagna Sakho Tine Thioune Thiaw
Wane Kébé Bodian Badiane Coly Gomis Mendy
""",
    "SV": """
Hernández Martínez López García Rivas Flores Ramos Rodríguez Pérez González Sánchez Ramírez Cruz Gómez Guzmán Aguilar Alvarado Argueta Ayala Barahona Bonilla
Campos Cañas Castillo Castro Chávez Chicas Claros Cortez Díaz Escobar Fuentes Guardado Guevara Henríquez Hércules Iraheta Landaverde Lemus Lara Mancía
Marroquín Mejía Melgar Menjívar Mendoza Molina Monterrosa Morales Navarrete Orellana Palacios Peña Portillo Quintanilla Quijada Recinos Reyes Romero Salguero
Serrano Sorto Turcios Umaña Vásquez Velásquez Villalobos Zelaya Zepeda
""",
    "MD": """
Rusu Ceban Ciobanu Cebotari Rotaru Munteanu Lungu Sirbu Popa Moraru Ursu Cojocari Botnari Gutu Railean Balan Nistor Prodan Mocanu Bivol Carauș Cazacu
Chirtoaca Cotorobai Croitoru Darii Frunza Gherman Josan Malai Morari Olaru Postolachi Scutaru Spinu Tabarcea Turcan Vieru Zaharia
""",
    "BR": """
Silva Santos Oliveira Souza Lima Pereira Ferreira Costa Rodrigues Almeida Nascimento Alves Carvalho Araújo Ribeiro Barbosa Barros Batista Borges Campos
Cardoso Dias Duarte Freitas Gonçalves Macedo Machado Martins Medeiros Melo Mendes Miranda Monteiro Moreira Nunes Pinheiro Rocha Teixeira Vieira Xavier
""",
    "TN": """
Trabelsi Hammami Gharbi Ayari Jaziri Mejri Khelifi Dridi Jebali Chaabane Mansouri Ben_Salah Ben_Amor Ben_Youssef Ben_Ahmed Riahi Saidi Zouari Abidi Amri
Baccouche Belhadj Cherif Ferjani Guesmi Hamdi Jlassi Kefi Laabidi Maaloul Nasri Oueslati Rezgui Sassi Toumi Zribi
""",
    "SLAV": """
Ivanov|Ivanova Petrov|Petrova Georgiev|Georgieva Dimitrov|Dimitrova Nikolov|Nikolova Todorov|Todorova Stoyanov|Stoyanova Hristov|Hristova Iliev|Ilieva
Angelov|Angelova Vasilev|Vasileva Popov|Popova Smirnov|Smirnova Kuznetsov|Kuznetsova Sokolov|Sokolova Morozov|Morozova Volkov|Volkova Lebedev|Lebedeva
Kozlov|Kozlova Novikov|Novikova Pavlov|Pavlova Orlov|Orlova Zaitsev|Zaitseva Kowalski|Kowalska Wiśniewski|Wiśniewska Kamiński|Kamińska Lewandowski|Lewandowska
Zieliński|Zielińska Nowak Wójcik Kowalczyk Mazur Krawczyk Piotrowski|Piotrowska Jovanović Petrović Nikolić Marković Đorđević Stojanović Ilić Pavlović
Stankovski|Stankovska Trajkovski|Trajkovska
""",
    "IN": """
Singh|Kaur Kumar Sharma Gill Sandhu Dhillon Lal Ram Chand Saini Verma Patel Joseph Thomas Mathew Devi Rana Bains Sidhu Grewal Toor Cheema Dhaliwal Bajwa
""",
    "WA": """
Traoré Keita Coulibaly Koné Diarra Sidibé Touré Camara Bamba Kouassi Kouadio Konan Yao Koffi N'Guessan Diabaté Dembélé Sanogo Doumbia Jallow Ceesay Jatta
Bojang Sanneh Darboe Owusu Mensah Boateng Osei Asante Appiah Agyemang Okafor Eze Okonkwo Osagie Omoregie Igbinovia Edokpolor Osazuwa Idahosa
""",
    "HORN": """
Tesfay Ghebremedhin Habte Woldu Kidane Haile Mehari Berhane Tekle Araya Yohannes Abraham Mohamud Abdi Warsame Farah Hersi Jama Osman Nur Ali Hassan Ahmed
Abdullahi Omar Salad Gedi Aden
""",
    "ASIA": """
Yılmaz Kaya Demir Çelik Şahin Yıldız Öztürk Aydın Arslan Doğan Kılıç Aslan Haidari Ahmadi Rahimi Noori Amiri Hosseini Karimi Rezaei Hashemi Al_Ahmad Al_Hassan
Haddad Khoury Al_Khatib Darwish Sabbagh Najjar Hamdan Qasim Barakat Kareem
""",  # noqa: RUF001  as Turkish is written
    "WEST": """
Martin Bernard Dubois Moreau Laurent Lefebvre Michel Fournier Girard Bonnet Müller Schmidt Schneider Fischer Weber Wagner Becker Hoffmann Koch Richter Smith
Jones Taylor Brown Williams Evans Walker Wright Robinson Clarke García_López Martínez_Ruiz Fernández_Gil Torres_Molina Navarro_Vidal Serrano_Cano
""",
}
"""Family names by pool."""

FEMALE = {
    "RO": """
Maria Elena Ioana Mihaela Andreea Daniela Gabriela Alina Mariana Cristina Florentina Nicoleta Georgiana Simona Adriana Ana Roxana Monica Corina Laura Oana
Valentina Camelia Liliana Carmen Doina Lenuța Viorica Aurelia Luminița Loredana Ramona Raluca Bianca Denisa Larisa Alexandra Ștefania Iuliana Rodica
""",
    "PE": """
María Rosa Ana Carmen Luz Juana Gladys Milagros Elizabeth Julia Flor Norma Nancy Silvia Yolanda Maribel Rocío Mercedes Violeta Esperanza Teresa Susana
Fiorella Yessenia Katherine Angie Lizbeth Nélida Zoila Edith Vilma Karina Marleny Ruth Sonia Bertha Diana Pilar Haydée Valeria
""",
    "EC": """
María Rosa Ana Carmen Gladys Mercy Narcisa Jenny Mariana Blanca Luz Martha Fanny Gloria Johanna Katherine Verónica Jessica Lorena Nelly Mónica Karla Gabriela
Andrea Marjorie Shirley Dolores Mayra Ginger Tania Paola Azucena Yadira Nathaly Doménica Solange Angélica Rocío Targelia Viviana
""",
    "UA": """
Oksana Nataliya Olena Svitlana Halyna Iryna Tetyana Lyudmyla Mariya Nadiya Olha Lesya Hanna Lyubov Valentyna Yuliya Inna Viktoriya Stefaniya Yaroslava Bohdana
Myroslava Vira Zoryana Ruslana Solomiya Khrystyna Daryna Alla Larysa Orysya Anastasiya Kateryna Nina Ivanna Roksolana Raisa Tamara Zinaida Yevheniya
""",
    "EG": """
Fatma Mona Amal Hanan Nadia Samia Sahar Heba Eman Aya Mariam Nour Salma Habiba Malak Doaa Asmaa Marwa Rania Dalia Reham Shimaa Hoda Safaa Soad Wafaa Nagwa
Iman Basma Menna Rahma Jana Mervat Irini Marina Demiana Sabah Karima Zeinab Yasmin
""",
    "MA": """
Fatima Khadija Aicha Naima Latifa Malika Zineb Hanane Samira Karima Rachida Nadia Najat Saida Hayat Bouchra Ilham Loubna Meryem Imane Salma Chaimae Hajar
Asmae Oumaima Nora Siham Souad Zahra Hafida Kaoutar Ikram Fatima_Zahra Wafa Sanaa Ghizlane Jamila Touria Yasmine Aya
""",
    "AL": """
Elona Mirela Valbona Anila Entela Arjana Elda Ermira Fatmira Vjollca Drita Lindita Albana Blerina Dorina Edlira Eralda Esmeralda Etleva Flutura Gentiana Ina
Jonida Kujtime Lirije Majlinda Manjola Migena Nora Ornela Rudina Silvana Suela Teuta Xhuljana Zamira Bukurie Shpresa Amarilda Klea
""",
    "PH": """
Maria Marites Rowena Maricel Jocelyn Lourdes Teresita Rosalie Cristina Josephine Evelyn Leonora Gina Melanie Marilou Arlene Analyn Cherry Corazon Divina Edna
Elvira Erlinda Flordeliza Glenda Grace Jennifer Joan Liza Lorna Luzviminda Mary_Ann Mary_Grace Mylene Nenita Princess Rosemarie Shirley Vilma
""",
    "LK": """
Nilmini Kumari Sriyani Chandrika Nirosha Dilrukshi Sandamali Malkanthi Priyanka Renuka Iresha Anusha Chamila Dilani Gayani Harshani Inoka Jayanthi Lakmini
Manel Nadeesha Oshadi Pushpa Rohini Sanduni Shiromi Thilini Udeni Vindya Yamuna Dinusha Shanika Sewwandi Hiruni Dulani Mary_Rose Nethmi Sachini Imesha
""",
    "CN": """
Xiaoyan Lili Meihua Xiulan Yan Fang Xiaoli Jing Hong Min Ling Ying Yanyan Lihua Xiaofen Aihua Chunmei Dandan Feifei Guifang Haiyan Huifang Jiayi Jinfeng Juan
Lanfen Lijuan Meiling Mengjie Qian Qiuyue Shuangshuang Tingting Wenjing Xiaoling Xinyi Xuefen Yaqin Yuting Zhenzhen
""",
    "BD": """
Fatema Ayesha Nasrin Shirin Salma Rahima Taslima Sharmin Rokeya Jahanara Nasima Kulsum Farzana Sultana Rabeya Khadiza Morium Nusrat Parvin Ruma Sabina Shahida
Shamima Sumaiya Tania Tahmina Umme_Habiba Yasmin Lucky Mukta Popy Rina Sadia Jannatul Afroza Monira Lipi Beauty Asma
""",
    "PK": """
Fatima Ayesha Shazia Nasreen Samina Farzana Rukhsana Shaheen Saima Sadia Nadia Asma Bushra Kausar Nazia Parveen Rabia Riffat Robina Saba Sajida Sana Shabana
Sumaira Tahira Tasleem Uzma Yasmeen Zahida Zainab Hina Iqra Amna Maryam Noor Kiran Mehwish Naila Shamim Zeenat
""",
    "SN": """
Fatou Aminata Awa Aïssatou Mariama Khady Ndeye Coumba Adama Astou Bineta Dieynaba Fama Khadidiatou Mame_Diarra Marème Maimouna Ndèye_Fatou Nafissatou Oumy
Penda Rama Rokhaya Sokhna Seynabou Yacine Absa Amy Aby Diarra Fanta Kiné Nogaye Oulimata Ramata Safiétou Sophie Téning Yaye Diary
""",
    "SV": """
María Ana Rosa Marta Sandra Blanca Gloria Morena Silvia Karla Claudia Carolina Patricia Reina Dinora Yesenia Delmy Vilma Iris Xiomara Evelyn Roxana Ingrid
Griselda Jacqueline Lorena Marlene Mirna Nohemy Glenda Sonia Teresa Wendy Zulma Deysi Elsy Fátima Idalia Julia Katya
""",
    "MD": """
Maria Elena Natalia Tatiana Ludmila Svetlana Valentina Olga Galina Nina Ana Aliona Angela Cristina Diana Doina Ecaterina Eugenia Irina Larisa Lidia Liuba
Mariana Nadejda Oxana Parascovia Raisa Rodica Silvia Stela Tamara Vera Victoria Viorica Zinaida
""",
    "BR": """
Maria Ana Francisca Antônia Adriana Juliana Márcia Fernanda Patrícia Aline Sandra Camila Amanda Bruna Jéssica Letícia Luciana Vanessa Mariana Gabriela Rafaela
Simone Cláudia Cristiane Eliane Fabiana Rosângela Tatiane Viviane Daniele
""",
    "TN": """
Fatma Amel Sonia Hela Ines Leila Mouna Nesrine Olfa Rim Sana Wafa Zohra Amira Asma Emna Hayet Imen Jihen Khaoula Latifa Maha Najoua Rania Saida Yosra
""",
    "SLAV": """
Elena Olga Natalia Irina Svetlana Tatiana Anna Maria Galina Marina Yulia Ekaterina Ivanka Desislava Radka Stefka Tsvetanka Agnieszka Małgorzata Katarzyna Ewa
Beata Joanna Barbara Jelena Dragana Snežana Vesna Biljana Milica
""",
    "IN": """
Manjit Harpreet Gurpreet Amandeep Kulwinder Jaswinder Paramjit Sukhwinder Simran Navjot Sunita Anita Geeta Pooja Mary Lissy Shiny Priya Neha Rajni Kiran
""",
    "WA": """
Aminata Fatoumata Mariam Awa Kadiatou Adjoua Affoué Akissi Aya Amenan Bintou Djeneba Haoua Oumou Rokia Salimata Isatou Binta Ama Abena Akosua Yaa Blessing Joy
Faith Patience Gift Precious Osas Loveth
""",
    "HORN": """
Senait Saba Tsehay Abrehet Letebrhan Freweini Selam Azeb Rahel Semhar Helen Hiwet Fadumo Halima Sahra Hodan Ifrah Amina Asha Hawa Khadra Maryan Nimo Ubah
""",
    "ASIA": """
Ayşe Fatma Emine Hatice Zeynep Elif Meryem Özlem Fatima Zahra Maryam Leila Shirin Parisa Nasrin Zohreh Soraya Mina Rima Hala Nour Rasha Samar Lina Dima
""",
    "WEST": """
Marie Sophie Isabelle Nathalie Catherine Anne Claire Camille Céline Julie Anna Katharina Sabine Petra Ursula Monika Heike Mary Sarah Jane Emma Elizabeth
Margaret Victoria Lucía Carmen Pilar Marta Cristina Beatriz
""",
}
"""Women's given names by pool."""

MALE = {
    "RO": """
Ion Gheorghe Vasile Constantin Alexandru Mihai Adrian Marius Cristian Florin Daniel Ionuț Bogdan Nicolae Dumitru Cătălin Gabriel Viorel Costel Sorin Marian
Ștefan Andrei Lucian Ovidiu Petru Răzvan Sebastian Silviu Valentin Vlad Dorin Emil Eugen Laurențiu Liviu Robert David Darius Luca
""",
    "PE": """
José Luis Juan Carlos Jorge Víctor César Miguel Julio Manuel Pedro Walter Wilder Wilmer Edwin Percy Hugo Raúl Ronald Freddy Javier Ángel Alberto Félix Elmer
Segundo Teófilo Oswaldo Santos Marco_Antonio Luis_Alberto Jhon Kevin Bryan Diego Gian_Carlo Franco Rolando Abel Eusebio
""",
    "EC": """
José Luis Carlos Juan Jorge Manuel Ángel Segundo Víctor Miguel Wilson Freddy Edison Byron Darwin Walter Washington Stalin Holger Jimmy Jefferson Klever Marlon
Milton Nelson Patricio Ramiro Rolando Vicente Wellington Xavier Kevin Bryan Anthony Jair Johnny Fabricio Galo Gonzalo Mauricio
""",
    "UA": """
Oleksandr Volodymyr Mykola Serhiy Andriy Ivan Vasyl Ihor Yuriy Petro Viktor Mykhaylo Bohdan Oleh Roman Taras Yaroslav Dmytro Ruslan Stepan Vitaliy Anatoliy
Stanislav Myroslav Ostap Nazar Maksym Artem Denys Danylo Pavlo Rostyslav Lyubomyr Zenoviy Vadym Yevhen Markiyan Illya Tymofiy Hryhoriy
""",
    "EG": """
Mohamed Ahmed Mahmoud Mostafa Ibrahim Hassan Hussein Khaled Tarek Sameh Ayman Ashraf Hany Hossam Emad Gamal Sherif Sayed Adel Amr Osama Wael Yasser Walid
Hamada Ramy Karim Omar Youssef Ziad Mina Kyrillos Bishoy Girgis Abanoub Reda Saber Said Shady Fathy
""",
    "MA": """
Mohamed Ahmed Hassan Abdelkader Mustapha Rachid Said Khalid Youssef Abdellah Aziz Brahim Driss Hamid Jamal Kamal Karim Larbi Mbarek Mohammed Mourad Nabil
Noureddine Omar Redouane Salah Samir Tarik Zakaria Ayoub Amine Anas Ilyas Bilal Hicham Abderrahim Bouchaib El_Mehdi Ismail Yassine
""",
    "AL": """
Arben Agron Artan Ilir Gezim Bujar Fatmir Petrit Luan Ardian Besnik Dritan Edmond Elton Endri Erjon Ermal Fatos Flamur Gentian Genc Ilirjan Kastriot Klodian
Ledion Lulzim Marjan Ndue Orges Pellumb Perparim Roland Sokol Shkelqim Taulant Valter Viktor Ylli Kristian Leonard
""",
    "PH": """
Jose Ricardo Roberto Reynaldo Rolando Eduardo Ernesto Danilo Rodel Ronaldo Alfredo Antonio Arnel Benjamin Carlito Dante Edgardo Efren Gerardo Jaime Jayson
Jerome Joel John_Paul Joselito Joseph Mark_Anthony Mario Melvin Noel Oscar Ramil Rommel Ruben Ryan Teodoro Vicente Wilfredo Christian
""",
    "LK": """
Nimal Sunil Kamal Ajith Anton Asanka Chaminda Dinesh Gamini Indika Janaka Kapila Lalith Mahesh Nuwan Pradeep Priyantha Ranjith Ruwan Saman Sampath Shantha
Suranga Susantha Thilak Upul Vijith Wasantha Roshan Jude Nishantha Chathura Kasun Lahiru Malith Dilshan Sachith Ravindu Hashan
""",
    "CN": """
Wei Jianguo Xiaodong Jun Bin Lei Qiang Yong Jianping Haibo Guangming Weiming Chao Feng Hao Jiawei Jie Jinlong Kai Liang Long Minghua Peng Rui Shaowei Tao
Weidong Wenbin Xiaoming Xin Yi Yifan Yongjun Zhiqiang Zihao Zhiwei Chenxi Junjie Yulong Xiangyang
""",
    "BD": """
Mohammad Md_Abdul Abdul Kamal Jamal Shahid Rafiqul Shafiqul Nazrul Aminul Anowar Alamgir Billal Delwar Faruk Habibur Harun Humayun Jahangir Kabir Khokon Liton
Mamun Masud Mizanur Mohiuddin Monir Mosharraf Nasir Rasel Ripon Rubel Saiful Salim Shah_Alam Sohel Sumon Tofazzal Zakir
""",
    "PK": """
Muhammad Ahmad Ali Asif Amjad Arshad Asad Aftab Bilal Faisal Ghulam Hamza Haroon Ijaz Irfan Javed Kamran Kashif Khalid Liaqat Nadeem Naveed Nasir Omar Qaiser
Rashid Sajid Saqib Shahid Shakeel Sohail Tahir Tanveer Usman Waqas Waseem Yasir Zahid Zeeshan
""",
    "SN": """
Mamadou Ibrahima Ousmane Moussa Cheikh Abdoulaye Amadou Modou Pape Serigne Aliou Alioune Babacar Bara Bassirou Daouda El_Hadji Fallou Gora Idrissa Ismaïla
Khadim Lamine Malick Mbaye Mor Moustapha Ndiaga Omar Oumar Saliou Samba Seydou Souleymane Talla Thierno Yoro Assane Birame Djibril
""",
    "SV": """
José Juan Carlos Luis Manuel Mario Óscar Francisco Jorge Miguel Roberto Rafael Salvador Santos Julio Ricardo Ernesto Edwin Wilfredo Nelson Walter Saúl
Rigoberto Melvin Mauricio Noé Kevin Jaime Israel Douglas Elmer Evelio Gerardo Henry Josué Marvin Moisés Rolando
""",
    "MD": """
Ion Vasile Andrei Sergiu Vitalie Alexandru Mihail Igor Oleg Ghenadie Anatolie Valeriu Victor Iurie Petru Nicolae Dumitru Eugen Grigore Pavel Radu Ruslan Tudor
Veaceslav Vadim
""",
    "BR": """
José João Antônio Francisco Carlos Paulo Pedro Lucas Luiz Marcos Gabriel Rafael Daniel Marcelo Bruno Eduardo Felipe Rodrigo Thiago Leandro Fábio André Diego
Vinícius Caio
""",
    "TN": """
Mohamed Ali Habib Hedi Kais Lotfi Mehdi Moncef Mondher Nizar Ridha Sami Slim Sofiene Taoufik Wissem Yassine Zied Ahmed Aymen Bechir Chokri Fethi Hichem Imed
""",
    "SLAV": """
Aleksandr Sergei Vladimir Dmitri Andrei Ivan Georgi Dimitar Nikolay Petar Hristo Krasimir Plamen Stoyan Piotr Krzysztof Andrzej Tomasz Paweł Marek Grzegorz
Wojciech Dragan Zoran Nebojša Goran Milan Nenad Slavko Vasil
""",
    "IN": """
Gurpreet Harjinder Jaswinder Kulwinder Manjit Paramjit Sukhwinder Baljit Lakhwinder Amandeep Ranjit Balwinder Rajesh Sunil Sanjay Ashok Vijay Shaji Biju Jose
Anil
""",
    "WA": """
Mamadou Moussa Amadou Boubacar Ibrahim Issa Lassina Bakary Seydou Adama Souleymane Drissa Yaya Kouamé Kouassi Yao Lamin Ebrima Alagie Buba Kwame Kofi Kwasi
Yaw Emmanuel Sunday Godwin Lucky Friday Osaze
""",
    "HORN": """
Yemane Tesfalem Berhane Kidane Mehari Filmon Robel Samuel Daniel Abel Efrem Haile Yonas Abdi Mohamed Hassan Ali Omar Abdirahman Ahmed Yusuf Ismail Mahad Liban
""",
    "ASIA": """
Mehmet Mustafa Ahmet Ali Hüseyin Hasan İbrahim Murat Emre Serkan Mohammad Ahmad Reza Hamid Ali_Reza Hossein Najib Farid Omid Jawad Khaled Bassel Fadi Samer
Ziad
""",
    "WEST": """
Jean Pierre Philippe Alain Nicolas Julien Thomas Peter Michael Wolfgang Hans Klaus Stefan Andreas John David James Robert Paul Andrew Stephen Simon Javier
Carlos Miguel Pablo
""",
}
"""Men's given names by pool."""
