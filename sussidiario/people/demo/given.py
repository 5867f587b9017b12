"""
Italian given names by decade of birth, the more common first, and compound names. An underscore stands for a space.

What was fashionable when is a fact of the language; how common each name is follows from its place in the list (`names.py`).
"""

FEMALE = {
    1934: """
Maria Giuseppina Angela Rosa Teresa Anna Luigia Giovanna Carla Antonia Lucia Ernestina Emilia Caterina Ida Pierina Adele Carolina Enrica Elena Margherita Rina
Ines Irma Elisa Amalia Regina Ambrogina Virginia Bambina Angelina Erminia Natalina Agnese Adelaide Elvira Maddalena Santina Vittoria Assunta Alda Amelia
Bianca Celestina Clementina Clotilde Cesarina Colomba Dina Domenica Edvige Ester Felicita Francesca Gemma Gina Ginevra Giulia Iolanda Isolina Laura Lidia Lina
Lucrezia Luisa Marcella Marta Matilde Norma Olga Onorina Palmira Paolina Piera Rachele Renata Rosalia Rosetta Savina Serafina Silvia Teodolinda Tina Valentina
Vincenza Zita Zaira Concetta Carmela Nunziata Filomena Raffaella Rosaria Immacolata Addolorata Nives Wanda Ada Delfina Ernesta
""",
    1949: """
Maria Anna Carla Giuseppina Rosa Angela Giovanna Teresa Luciana Franca Luigia Graziella Rosanna Mariuccia Lucia Luisa Elena Silvana Enrica Antonia Adriana
Bruna Giuliana Piera Bianca Renata Vittoria Anna_Maria Marisa Caterina Ornella Liliana Mirella Gabriella Ambrogina Carolina Ada Adele Agnese Albertina Alda
Alessandra Armida Augusta Aurelia Beatrice Camilla Carmela Cecilia Celestina Clara Concetta Cosima Dina Donata Edda Eleonora Elisa Elsa Emma Erminia Ernesta
Ester Eugenia Eva Fernanda Fiorella Flora Francesca Germana Gianna Gina Grazia Giulia Ida Ines Irene Iride Irma Isabella Ivana Jole Laura Letizia Lidia Lina
Loredana Loretta Maddalena Margherita Maria_Luisa Maria_Rosa Maria_Teresa Marta Matilde Milena Miranda Nella Nicoletta Norma Olga Pasqualina Palma Pierina
Pinuccia Rachele Raffaella Rina Rita Romana Rosalba Rosalia Rosaria Rosetta Sandra Serafina Silvia Tina Tullia Valeria Vanda Vincenza Virginia Wilma
""",
    1964: """
Maria Anna Patrizia Laura Paola Carla Daniela Elena Antonella Giovanna Angela Giuseppina Cristina Loredana Marina Rosa Lucia Silvia Anna_Maria Tiziana Rita
Roberta Gabriella Teresa Luisa Ornella Donatella Emanuela Marisa Rosanna Francesca Barbara Alessandra Cinzia Enrica Stefania Nicoletta Rossella Lorella
Mariangela Maria_Grazia Maria_Teresa Maria_Luisa Fiorella Franca Graziella Adriana Bruna Caterina Cecilia Chiara Claudia Clara Concetta Carmela Debora Delia
Diana Dolores Domenica Eleonora Elisabetta Emilia Eugenia Fabiana Fabrizia Federica Filomena Flavia Fulvia Gianna Giuliana Gloria Grazia Ileana Immacolata
Irene Isabella Ivana Katia Lidia Liliana Livia Loretta Lorena Luciana Manuela Margherita Marilena Marta Milena Miriam Mirella Monica Morena Nadia Norma Olga
Ombretta Oriana Pia Piera Raffaella Renata Rosalba Rosaria Sabrina Sandra Sara Silvana Simonetta Sonia Susanna Teodora Valeria Vanna Vilma Vincenza Viviana
Wanda
""",
    1979: """
Paola Laura Elena Barbara Monica Silvia Cristina Roberta Francesca Sabrina Simona Alessandra Daniela Claudia Stefania Chiara Maria Anna Elisabetta Cinzia Sara
Valentina Federica Manuela Katia Raffaella Michela Tiziana Lara Marta Valeria Ilaria Emanuela Debora Sonia Nadia Angela Lucia Antonella Patrizia Giovanna
Lorena Rosa Teresa Mara Marina Nicoletta Samantha Samuela Serena Susanna Tamara Tania Vanessa Veronica Vera Viviana Ambra Annalisa Antonia Arianna Betty Bruna
Carla Carmela Caterina Cecilia Clara Concetta Consuelo Cosetta Cristiana Dalila Deborah Diana Donatella Eleonora Elisa Erica Erika Ester Eva Fabiana Fabiola
Fiorenza Flavia Giada Gianna Gisella Giulia Giuseppina Gloria Grazia Guendalina Ines Irene Isabella Jessica Lisa Lorella Loredana Lorenza Luana Luisa Marcella
Margherita Maria_Grazia Maria_Cristina Marianna Marilena Marisa Martina Marzia Melania Micaela Milena Mirella Miriam Morena Natalia Norma Olga Ornella Orietta
Rachele Rita Romina Rosanna Rosaria Rossana Rossella Sandra Silvana Stella Teodora Tatiana Ursula Vincenza Virginia Yvonne
""",
    1994: """
Laura Chiara Francesca Valentina Federica Elisa Silvia Alessandra Martina Sara Giulia Ilaria Elena Alice Roberta Marta Claudia Serena Paola Eleonora Simona
Anna Cristina Valeria Arianna Irene Veronica Jessica Stefania Michela Erica Maria Daniela Debora Monica Lucia Marianna Giorgia Giada Lisa Miriam Gaia Noemi
Viviana Vanessa Elisabetta Beatrice Camilla Caterina Cecilia Benedetta Ambra Angela Annalisa Antonella Asia Barbara Bianca Carlotta Carmen Carola Clara
Clarissa Cinzia Costanza Dalila Diana Diletta Emanuela Emma Ester Eva Fabiana Fabiola Flavia Gabriella Gloria Greta Ilenia Isabella Jasmine Jennifer Katia
Lara Letizia Linda Lorena Lorenza Ludovica Luana Luisa Maddalena Maila Manuela Mara Marcella Margherita Mariangela Marika Marilena Marina Maria_Chiara Matilde
Melania Melissa Micaela Mirella Monia Nadia Natascia Nicole Nicoletta Olivia Ornella Pamela Patrizia Priscilla Rachele Raffaella Rebecca Rita Romina Rosa
Rossella Sabrina Samantha Samanta Selene Sharon Sofia Sonia Stella Susanna Tamara Tania Tatiana Teresa Vera Virginia Vittoria Viola Ylenia
""",
    2020: """
Sofia Giulia Martina Aurora Alice Giorgia Emma Greta Chiara Sara Matilde Francesca Gaia Beatrice Camilla Anna Ginevra Alessia Elisa Rebecca Vittoria Viola
Ludovica Noemi Arianna Bianca Margherita Asia Marta Nicole Lucia Elena Mia Eleonora Federica Adele Rachele Benedetta Carlotta Caterina Irene Maria Miriam
Melissa Gioia Cecilia Angelica Isabel Linda Anita Azzurra Amelia Agata Allegra Ambra Annachiara Bea Bianca_Maria Carola Celeste Chanel Clara Clelia Costanza
Cristina Dafne Dalila Desirée Diana Diletta Domitilla Edda Elettra Eliana Elisabetta Emily Emilia Ester Eva Flavia Flora Fiamma Gabriella Gemma Giada Giuditta
Gloria Grace Iris Ilaria Isabella Jasmine Laura Lara Lavinia Lea Leila Letizia Lia Livia Luna Maddalena Maia Maya Micol Mariasole Melania Morgana Nina Nora
Olivia Olimpia Penelope Perla Petra Priscilla Roberta Rosa Samira Sabrina Serena Silvia Stella Susanna Swami Tea Teresa Valentina Vanessa Veronica Virginia
Zoe
""",
}
"""Up to and with the year of birth: names of girls born until then."""

MALE = {
    1934: """
Giuseppe Luigi Carlo Angelo Giovanni Mario Pietro Francesco Antonio Ambrogio Enrico Ernesto Felice Emilio Attilio Battista Natale Paolo Alessandro Cesare
Guido Vittorio Pasquale Domenico Luciano Aldo Alfredo Achille Adolfo Agostino Alberto Andrea Aquilino Armando Arturo Augusto Aurelio Bruno Camillo Celeste
Cirillo Clemente Costante Dante Davide Delio Dionigi Edoardo Egidio Eligio Ermenegildo Ettore Eugenio Fedele Ferdinando Ferruccio Filippo Fortunato Gaetano
Gaspare Geremia Gerolamo Giacomo Gino Giulio Gottardo Guglielmo Innocente Italo Lazzaro Leone Leonardo Lino Lodovico Lorenzo Marcello Martino Massimo Michele
Nazzareno Nicola Oreste Orlando Osvaldo Ottavio Primo Raffaele Remo Renato Rinaldo Rocco Rodolfo Romeo Romolo Salvatore Secondo Serafino Severino Silvestro
Silvio Stefano Tarcisio Teresio Tommaso Ugo Umberto Valentino Vincenzo Virginio Vito
""",
    1949: """
Giuseppe Luigi Giovanni Carlo Angelo Mario Antonio Franco Enrico Sergio Pietro Francesco Giancarlo Ambrogio Renato Luciano Bruno Gianfranco Aldo Vincenzo
Alberto Giorgio Paolo Salvatore Roberto Domenico Pasquale Piero Giulio Umberto Ernesto Emilio Felice Silvio Vittorio Adriano Agostino Alessandro Alfredo
Amedeo Andrea Armando Attilio Augusto Battista Benito Camillo Carmine Carmelo Cesare Claudio Cosimo Dante Dario Dino Donato Edoardo Egidio Elio Enzo Eugenio
Ettore Ezio Ferdinando Ferruccio Filippo Flavio Fulvio Gaetano Gabriele Germano Gerardo Giacomo Giampaolo Giampiero Gian_Carlo Gian_Luigi Gian_Piero Gianni
Gino Guido Italo Ivo Leonardo Livio Lorenzo Luca Marcello Marco Marino Mauro Michele Natale Nello Nicola Nino Oreste Osvaldo Ottavio Pierangelo Pier_Luigi
Pierino Raffaele Remo Rinaldo Rino Rocco Rodolfo Romano Romeo Rosario Santo Sandro Severino Stefano Tarcisio Tiziano Tommaso Tullio Ugo Valerio Vito Virginio
Walter
""",
    1964: """
Giuseppe Marco Roberto Antonio Maurizio Giovanni Paolo Massimo Carlo Luigi Franco Mario Claudio Stefano Francesco Angelo Fabio Andrea Mauro Enrico Giorgio
Alberto Luca Sergio Vincenzo Alessandro Salvatore Fabrizio Giancarlo Daniele Davide Renato Walter Bruno Dario Domenico Pietro Gianluigi Riccardo Massimiliano
Gianfranco Adriano Agostino Aldo Alfonso Ambrogio Arturo Bernardo Biagio Bonaventura Carmelo Carmine Ciro Corrado Cosimo Cristiano Damiano Danilo Diego Dino
Donato Edoardo Egidio Elio Emanuele Emilio Enzo Ernesto Ettore Eugenio Ezio Felice Filippo Flavio Fulvio Gabriele Gaetano Gerardo Gennaro Giacomo Giampaolo
Giampiero Gian_Luca Gianmario Gian_Mario Gianni Gianpaolo Gianpietro Giulio Graziano Guido Ivan Ivano Ivo Leonardo Livio Lorenzo Luciano Marcello
Massimo_Maria Matteo Michele Nicola Oreste Ornello Oscar Osvaldo Pasquale Pier_Angelo Pier_Giorgio Pier_Luigi Pier_Paolo Pierangelo Pierluigi Piero Raffaele
Rinaldo Rocco Romano Rosario Ruggero Sandro Santo Saverio Silvano Silvio Simone Tiziano Tommaso Tullio Ugo Umberto Valerio Valter Vittorio Vito Virgilio
""",
    1979: """
Marco Andrea Luca Stefano Massimo Alessandro Roberto Paolo Davide Fabio Massimiliano Matteo Antonio Giuseppe Daniele Simone Maurizio Cristian Francesco
Claudio Fabrizio Giovanni Gianluca Alberto Diego Michele Ivan Luigi Mauro Carlo Emanuele Riccardo Mario Giorgio Angelo Enrico Salvatore Vincenzo Dario
Domenico Nicola Omar Danilo Adriano Alan Aldo Alessio Alfonso Alfredo Ambrogio Armando Biagio Bruno Carmelo Carmine Christian Ciro Corrado Cosimo Cristiano
Damiano Demetrio Denis Devis Donato Edoardo Elio Emilio Enzo Ettore Eugenio Ezio Federico Felice Ferdinando Filippo Flavio Franco Fulvio Gabriele Gaetano
Gennaro Gerardo Giacomo Giampaolo Giancarlo Gianfranco Gianmarco Gianni Gian_Marco Giulio Graziano Guido Igor Ivano Jacopo Leonardo Lorenzo Loris Luciano
Manuel Marcello Mattia Mirko Moreno Nicolò Oscar Pasquale Patrizio Pierluigi Piero Pierpaolo Pietro Raffaele Renato Rinaldo Rocco Rodolfo Ronny Rosario Ruben
Ruggero Samuele Sandro Saverio Sebastiano Sergio Silvio Thomas Tiziano Tommaso Ugo Umberto Valerio Valter Vittorio Vito Walter William Yuri
""",
    1994: """
Marco Andrea Luca Matteo Alessandro Davide Stefano Simone Francesco Lorenzo Riccardo Daniele Federico Mattia Fabio Giacomo Roberto Alessio Paolo Giuseppe
Michele Alberto Antonio Gabriele Nicolò Christian Emanuele Filippo Edoardo Giovanni Massimo Claudio Gianluca Manuel Luigi Jacopo Mirko Tommaso Diego Enrico
Pietro Samuele Angelo Alex Alfonso Ambrogio Armando Aurelio Bruno Carlo Carmelo Carmine Ciro Claudio_Maria Cristian Cristiano Damiano Danilo Dario Denis
Dennis Domenico Donato Elia Elio Emilio Enzo Erik Ettore Eugenio Ezio Fabrizio Felice Flavio Gaetano Gennaro Gerardo Giancarlo Gianmarco Gian_Luca Gianmaria
Giorgio Giulio Guido Igor Ivan Ivano Jonathan Kevin Leonardo Loris Luciano Marcello Mario Massimiliano Maurizio Mauro Maicol Mirco Moreno Nicholas Nicola Omar
Oscar Pasquale Patrick Pier_Paolo Raffaele Renato Rocco Rosario Ruben Ruggero Salvatore Sebastiano Sergio Silvio Thomas Umberto Valentino Valerio Vincenzo
Vittorio Vito Walter William Yuri
""",
    2020: """
Leonardo Francesco Alessandro Lorenzo Andrea Mattia Matteo Gabriele Tommaso Riccardo Edoardo Davide Federico Giuseppe Luca Filippo Marco Giovanni Pietro
Nicolò Diego Antonio Samuele Simone Christian Emanuele Daniele Giacomo Jacopo Samuel Alessio Elia Gioele Michele Ettore Enea Thomas Giulio Manuel Stefano
Cristian Salvatore Luigi Achille Adriano Agostino Alberto Alex Ambrogio Amedeo Angelo Anselmo Arturo Augusto Bernardo Brando Brian Bruno Carlo Carmine Cesare
Ciro Corrado Damiano Dante Dario Denis Domenico Duccio Dylan Edgardo Eduardo Elio Emilio Enrico Ernesto Ethan Eugenio Ezio Fabio Fabrizio Fausto Felice
Ferdinando Flavio Gaetano Gian_Marco Giorgio Giona Guglielmo Ian Isacco Ismaele Ivan Joele Joshua Kevin Lapo Leone Liam Lodovico Loris Luciano Luciano_Maria
Ludovico Manfredi Marcello Mario Martino Massimo Mathias Mauro Maximilian Milo Morgan Nathan Nicholas Nicola Noah Olmo Oliver Omar Oscar Paolo Pasquale
Patrick Pier_Paolo Raffaele Raul Roberto Rocco Romeo Ruben Ruggero Santiago Saverio Sebastiano Sergio Silvio Tancredi Teo Umberto Valentino Valerio Vincenzo
Vittorio Vito Zaccaria
""",
}
"""Up to and with the year of birth: names of boys born until then."""

SOUTHERN_FEMALE = """
Maria Carmela Concetta Rosa Giuseppa Rosaria Antonietta Vincenza Filomena Immacolata Assunta Nunzia Addolorata Vita Agata Calogera Grazia Lucia Raffaella
Domenica Annunziata Angiolina Crocifissa Provvidenza Santa Pasqualina Michelina Cosima Palma Antonia Caterina Francesca Gerarda Italia Marianna Nicoletta
Saveria Consiglia
"""
"""Given in the South to girls born until about 1970."""

SOUTHERN_MALE = """
Salvatore Antonio Vincenzo Giuseppe Pasquale Domenico Gaetano Gennaro Vito Rocco Carmelo Calogero Cosimo Raffaele Michele Nicola Ciro Rosario Gerardo Sabino
Carmine Saverio Filippo Santo Alfio Sebastiano Onofrio Leonardo Donato Ruggiero Riccardo Savino Biagio Agatino Angelo Giacomo Bruno Demetrio Ignazio Girolamo
"""
"""Given in the South to boys born until about 1970."""

SECOND_FEMALE = (
    "Maria Anna Teresa Rosa Luisa Elena Grazia Paola Carla Pia Chiara Sofia Margherita Lucia Cristina Giulia Angela Francesca Agnese Rita Laura Alessandra"
)
"""What a girl's second name is, when she has one."""

SECOND_MALE = (
    "Maria Antonio Giuseppe Carlo Luigi Giovanni Francesco Mario Angelo Ambrogio Paolo Pietro Alessandro Andrea Enrico Emilio Vittorio Giulio Marco Stefano"
)
"""What a boy's second name is, when he has one."""
