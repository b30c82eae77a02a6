//! Names as they are given where people come from, with the language they speak there.

/// Where people come from, and how they are called there.
pub struct Origin {
    /// Two letters.
    pub country: &'static str,
    /// BCP 47.
    pub language: &'static str,
    /// How many of a hundred or so come from here.
    pub weight: u32,
    pub women: &'static [&'static str],
    pub men: &'static [&'static str],
    /// Family names as women bear them.
    pub family: &'static [&'static str],
    /// As men bear them, where that differs.
    pub family_of_men: Option<&'static [&'static str]>,
    /// How many of a hundred have one name only.
    pub one_name: u32,
    /// How many of a hundred bear two family names.
    pub two_families: u32,
}

const fn origin(
    country: &'static str,
    language: &'static str,
    weight: u32,
    women: &'static [&'static str],
    men: &'static [&'static str],
    family: &'static [&'static str],
) -> Origin {
    Origin {
        country,
        language,
        weight,
        women,
        men,
        family,
        family_of_men: None,
        one_name: 0,
        two_families: 3,
    }
}

/// Born in Sweden of parents born here.
#[rustfmt::skip]
pub const SWEDEN: Origin = Origin { two_families: 12, ..origin("SE", "sv", 0,
    &["Anna", "Åsa", "Maria", "Karin", "Kristina", "Lena", "Emma", "Ida", "Sofia", "Linnéa", "Elin", "Johanna", "Malin", "Hanna", "Sara", "Jenny", "Camilla", "Ulrika", "Annika", "Åsa-Lena", "Gunilla", "Birgitta", "Frida", "Märta", "Siv", "Ebba", "Tove", "Ann-Sofie", "Kerstin", "Matilda", "Cecilia", "Therese", "Viktoria", "Josefin", "Carina", "Agneta", "Pernilla", "Moa", "Louise", "Ingrid"],
    &["Lars", "Anders", "Mikael", "Johan", "Erik", "Per", "Karl", "Peter", "Jonas", "Fredrik", "Mattias", "Björn", "Göran", "Åke", "Oskar", "Emil", "Henrik", "Martin", "Stefan", "Håkan", "Jörgen", "Tobias"],
    &["Andersson", "Johansson", "Karlsson", "Nilsson", "Eriksson", "Larsson", "Olsson", "Persson", "Svensson", "Gustafsson", "Lindqvist", "Öberg", "Åkesson", "Sjöström", "Bergström", "Lundgren", "Hedlund", "Wikström", "Nyström", "Björklund", "Åström", "Sandberg", "Forsberg", "Engström", "Löfgren", "Holmqvist", "Ström", "Norberg", "Fransson", "Håkansson", "Ek", "Lund", "Söderberg", "Axelsson", "Nordin", "Blomqvist", "Mårtensson", "Sundqvist", "Dahl", "Wallin"]) };

/// Born abroad.
#[rustfmt::skip]
pub const ABROAD: &[Origin] = &[
    origin("SY", "ar", 15,
        &["Rania", "Hala", "Rima", "Nour", "Lina", "Amal", "Samira", "Dima", "Hanan", "Maysa", "Reem", "Wafa", "Layal", "Ghada"],
        &["Ahmad", "Khaled", "Omar", "Bassam", "Fadi", "Samer", "Yousef"],
        &["Al-Hassan", "Haddad", "Khoury", "Al-Masri", "Darwish", "Kassem", "Shaheen", "Al-Ahmad", "Sabbagh", "Nasser", "Barakat"]),
    origin("IQ", "ar", 9,
        &["Zainab", "Fatima", "Noor", "Shahad", "Hiba", "Israa", "Suha", "Nadia", "Ban"],
        &["Ali", "Hassan", "Mustafa", "Haider", "Saad"],
        &["Al-Jabouri", "Hussein", "Al-Saadi", "Abbas", "Al-Tamimi", "Jasim", "Mahdi", "Kadhim"]),
    origin("IQ", "ckb", 4,
        &["Shilan", "Awaz", "Nasrin", "Chiman", "Rezan", "Hero"],
        &["Aram", "Karwan", "Rebin", "Dler"],
        &["Rashid", "Aziz", "Karim", "Mohammed", "Salih", "Qadir"]),
    Origin { one_name: 2, ..origin("SO", "so", 9,
        &["Fadumo", "Hodan", "Ayaan", "Sahra", "Amina", "Ifrah", "Nimco", "Khadija", "Deqa", "Hawa"],
        &["Abdi", "Mohamed", "Ahmed", "Yusuf", "Liban"],
        &["Abdi Hassan", "Mohamed Ali", "Warsame", "Nur", "Farah", "Osman Jama", "Hussein Ahmed", "Abdullahi", "Ismail", "Duale"]) },
    origin("IR", "fa", 8,
        &["Maryam", "Shirin", "Parisa", "Azadeh", "Bahar", "Mahsa", "Niloufar", "Laleh", "Golnaz", "Sepideh"],
        &["Reza", "Mehdi", "Hamid", "Amir", "Babak"],
        &["Karimi", "Hosseini", "Ahmadi", "Rezaei", "Moradi", "Jafari", "Tehrani", "Sharifi", "Ebrahimi", "Rostami"]),
    Origin { one_name: 3, ..origin("ER", "ti", 7,
        &["Selam", "Miriam", "Feven", "Rahwa", "Tsega", "Helen", "Luwam", "Winta", "Abrehet"],
        &["Yonas", "Filmon", "Samuel", "Tesfay", "Merhawi"],
        &["Tesfay", "Haile", "Ghebremichael", "Kidane", "Tekle", "Berhane", "Habtemariam", "Woldu", "Araya"]) },
    Origin { family_of_men: Some(&["Kovalenko", "Melnyk", "Shevchenko", "Bondarenko", "Tkachuk", "Lysenko", "Petrovskyi"]), ..origin("UA", "uk", 7,
        &["Oksana", "Olena", "Iryna", "Natalia", "Tetiana", "Yulia", "Kateryna", "Svitlana", "Daryna"],
        &["Andrii", "Oleksandr", "Serhii", "Ivan"],
        &["Kovalenko", "Melnyk", "Shevchenko", "Bondarenko", "Tkachuk", "Lysenko", "Petrovska"]) },
    Origin { two_families: 10, family_of_men: Some(&["Kowalski", "Nowak", "Wiśniewski", "Zieliński", "Wójcik", "Kamiński", "Jabłoński", "Mazur"]), ..origin("PL", "pl", 7,
        &["Agnieszka", "Katarzyna", "Małgorzata", "Joanna", "Ewa", "Magdalena", "Beata", "Dorota", "Żaneta"],
        &["Piotr", "Krzysztof", "Tomasz", "Paweł"],
        &["Kowalska", "Nowak", "Wiśniewska", "Zielińska", "Wójcik", "Kamińska", "Jabłońska", "Mazur"]) },
    origin("TH", "th", 7,
        &["Siriporn", "Nattaya", "Kanya", "Malee", "Pornthip", "Ratchanee", "Wanida", "Suda", "Anong"],
        &["Somchai", "Anan"],
        &["Saetang", "Chaiyasit", "Srisuk", "Thongchai", "Wongsawat", "Boonmee", "Phromma", "Svensson", "Lundberg"]),
    Origin { one_name: 14, ..origin("AF", "fa-AF", 6,
        &["Zahra", "Masooma", "Shukria", "Farzana", "Nilofar", "Roya", "Laila", "Marzia"],
        &["Ali Reza", "Hamid", "Farid", "Najib"],
        &["Rezai", "Haidari", "Mohammadi", "Nazari", "Amiri", "Rahimi", "Hakimi", "Jafari"]) },
    origin("TR", "tr", 4,
        &["Ayşe", "Emine", "Zeynep", "Elif", "Gülsüm", "Derya"],
        &["Mehmet", "Mustafa", "Hakan"],
        &["Yılmaz", "Demir", "Kaya", "Çelik", "Şahin", "Özdemir"]),
    origin("TR", "ku", 3,
        &["Berivan", "Rojda", "Dilan", "Hêvî", "Zelal"],
        &["Baran", "Azad", "Serhat"],
        &["Aslan", "Kılıç", "Polat", "Yıldız", "Doğan"]),
    origin("FI", "fi", 4,
        &["Päivi", "Tuula", "Sari", "Anneli", "Marjatta", "Kaisa"],
        &["Jukka", "Timo", "Matti"],
        &["Virtanen", "Korhonen", "Mäkinen", "Nieminen", "Hämäläinen", "Järvinen"]),
    origin("BA", "bs", 4,
        &["Amra", "Jasmina", "Selma", "Azra", "Mirsada", "Lejla"],
        &["Emir", "Senad", "Adnan"],
        &["Hodžić", "Begić", "Kovačević", "Delić", "Mujić", "Halilović"]),
    Origin { two_families: 85, ..origin("CO", "es", 3,
        &["María Fernanda", "Claudia", "Paola", "Luz Marina", "Andrea", "Gloria"],
        &["Carlos", "Andrés", "Jorge"],
        &["García", "Rodríguez", "Muñoz", "Ramírez", "Gómez", "Castaño", "Peña"]) },
    Origin { two_families: 80, ..origin("CL", "es", 2,
        &["Carolina", "Ximena", "Verónica", "Soledad"],
        &["Cristián", "Rodrigo"],
        &["González", "Muñoz", "Fuentes", "Soto", "Ibáñez", "Pérez"]) },
    Origin { one_name: 2, ..origin("ET", "am", 3,
        &["Hirut", "Tigist", "Meseret", "Alem", "Bethlehem", "Senait"],
        &["Dawit", "Bekele", "Solomon"],
        &["Bekele", "Tadesse", "Alemu", "Getachew", "Mengistu", "Worku"]) },
    Origin { family_of_men: Some(&["Ivanov", "Petrov", "Smirnov", "Kuznetsov"]), ..origin("RU", "ru", 2,
        &["Elena", "Irina", "Ludmila", "Anastasia"],
        &["Dmitrij", "Sergej"],
        &["Ivanova", "Petrova", "Smirnova", "Kuznetsova"]) },
    Origin { one_name: 10, ..origin("IN", "en", 2,
        &["Priya", "Anjali", "Lakshmi", "Deepa", "Kavitha"],
        &["Rahul", "Suresh"],
        &["Sharma", "Nair", "Reddy", "Iyer", "Patel"]) },
    origin("RO", "ro", 2,
        &["Ioana", "Mihaela", "Cristina", "Andreea"],
        &["Andrei", "Mihai"],
        &["Popescu", "Ionescu", "Dumitru", "Stănescu"]),
    origin("VN", "vi", 1,
        &["Thị Hoa", "Ngọc Lan", "Thu Hương", "Mai"],
        &["Văn Minh", "Đức"],
        &["Nguyễn", "Trần", "Lê", "Phạm"]),
    origin("DE", "de", 2,
        &["Katrin", "Sabine", "Ulrike", "Anja"],
        &["Jürgen", "Klaus"],
        &["Müller", "Schäfer", "Weiß", "Vogt", "Krüger"]),
    origin("CD", "fr", 1,
        &["Grâce", "Espérance", "Béatrice", "Chantal"],
        &["Patrice", "Désiré"],
        &["Mukendi", "Kabongo", "Ilunga", "Tshibanda"]),
];

/// Who works in the offices: given and family name.
#[rustfmt::skip]
pub const STAFF: &[(&str, &str)] = &[
    ("Åsa", "Lindqvist"), ("Bahar", "Karimi"), ("Jonas", "Wikström"), ("Maria", "Öberg"), ("Samira", "Haddad"),
    ("Karin", "Sundqvist"), ("Yonas", "Tekle"), ("Annika", "Söderberg"), ("Agnieszka", "Nowak"), ("Per", "Hedlund"),
    ("Leila", "Rostami"), ("Ulrika", "Björklund"), ("Hodan", "Warsame"), ("Fredrik", "Åström"), ("Päivi", "Korhonen"),
    ("Elin", "Nordin"), ("Amra", "Begić"), ("Göran", "Lundgren"), ("Nour", "Khoury"), ("Malin", "Forsberg"),
    ("Tigist", "Alemu"), ("Henrik", "Blomqvist"), ("Ximena", "Soto"), ("Ingrid", "Mårtensson"), ("Reza", "Moradi"),
    ("Camilla", "Engström"), ("Oksana", "Melnyk"), ("Tobias", "Ek"), ("Zeynep", "Demir"), ("Kerstin", "Löfgren"),
];
