//! What is typed about a person, at intake and at a correction: text until it is known to be good.
use crate::{
    clients::{self, BirthBackground, Client, Education, Facts, Number, Origin, Protection, Sex},
    codes::{IdentityNumber, IdentityNumberFault, countries, languages, places},
    web::{
        form::{self, Choice, chosen},
        visit::Visit,
    },
};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError, ValidationErrors};

/// What the advisor typed about a person: text until it is known to be good.
#[derive(Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default)]
pub struct ClientForm {
    number_kind: String,
    number: String,
    #[validate(length(max = 80, code = "too-long"))]
    given_name: String,
    #[validate(length(max = 80, code = "too-long"))]
    family_name: String,
    #[validate(custom(function = "form::is_day_or_empty"))]
    birth_date: String,
    sex: String,
    birth_background: String,
    birth_country: String,
    birth_region: String,
    in_sweden_since: String,
    kommun: String,
    education: String,
    foreign_education: String,
    #[validate(length(max = 200, code = "too-long"))]
    email: String,
    #[validate(length(max = 40, code = "too-long"))]
    phone: String,
    #[validate(length(max = 300, code = "too-long"))]
    postal_address: String,
    contact_language: String,
    interpreter_needed: String,
    protected: String,
}

/// The lists the form chooses from.
#[derive(Serialize)]
pub struct ClientChoices {
    number_kinds: Vec<Choice>,
    sexes: Vec<Choice>,
    backgrounds: Vec<Choice>,
    countries: Vec<Choice>,
    regions: Vec<Choice>,
    educations: Vec<Choice>,
    languages: Vec<Choice>,
    protections: Vec<Choice>,
}

impl ClientChoices {
    /// In the visitor's language.
    pub fn new(visit: &Visit) -> Self {
        let swedish = visit.user.locale == crate::locales::Locale::Swedish;
        let mut countries: Vec<_> = countries::countries()
            .iter()
            .map(|country| Choice::new(country.code, if swedish { country.name_sv } else { country.name_en }))
            .collect();
        if !swedish {
            countries.sort_by(|a, b| a.label.cmp(&b.label));
        }
        let languages = languages::languages()
            .iter()
            .map(|language| {
                Choice::new(language.code, if swedish { language.name_sv } else { language.name_en })
            })
            .collect();
        Self {
            number_kinds: visit.choices("clients-number-kind-", ["personal", "reserve", "none"]),
            sexes: visit.choices("clients-sex-", Sex::ALL.iter().map(|code| code.code())),
            backgrounds: visit
                .choices("clients-background-", BirthBackground::ALL.iter().map(|code| code.code())),
            countries,
            regions: countries::BirthRegion::ALL
                .iter()
                .map(|region| Choice::new(region.code(), visit.say(region.word())))
                .collect(),
            educations: visit.choices("clients-education-", Education::ALL.iter().map(|code| code.code())),
            languages,
            protections: visit.choices("protection-kind-", Protection::ALL.iter().map(|kind| kind.code())),
        }
    }
}

impl ClientForm {
    /// The form for somebody new.
    pub fn blank() -> Self {
        Self {
            number_kind: "personal".into(),
            contact_language: "sv".into(),
            education: "unknown".into(),
            birth_background: "unknown".into(),
            ..Self::default()
        }
    }

    /// The form for somebody we know.
    pub fn of(client: &Client) -> Self {
        let kommun = client.kommun_code.as_deref().and_then(places::kommun);
        let tick = |yes: bool| if yes { "on".to_owned() } else { String::new() };
        Self {
            number_kind: "none".into(),
            number: String::new(),
            given_name: client.given_name.clone(),
            family_name: client.family_name.clone(),
            birth_date: client.birth_date.map(|day| day.to_string()).unwrap_or_default(),
            sex: client.sex.code().into(),
            birth_background: client.birth_background.code().into(),
            birth_country: client.birth_country.clone().unwrap_or_default(),
            birth_region: client.birth_region.clone().unwrap_or_default(),
            in_sweden_since: client.in_sweden_since.map(|year| year.to_string()).unwrap_or_default(),
            kommun: kommun.map(|kommun| kommun.name.to_owned()).unwrap_or_default(),
            education: client.education.code().into(),
            foreign_education: tick(client.foreign_education),
            email: client.email.clone().unwrap_or_default(),
            phone: client.phone.clone().unwrap_or_default(),
            postal_address: client.postal_address.clone().unwrap_or_default(),
            contact_language: client.contact_language.clone().unwrap_or_default(),
            interpreter_needed: tick(client.interpreter_needed),
            protected: String::new(),
        }
    }

    /// The name as typed.
    pub fn full_name(&self) -> String {
        clients::full_name(&self.given_name, &self.family_name)
    }

    /// What is known of her if nothing is wrong, else every mistake.
    pub fn checked(
        &self,
        today: NaiveDate,
        origin: Origin,
    ) -> Result<(Facts, Option<Number>), ValidationErrors> {
        let mut errors = self.validate().err().unwrap_or_default();
        let number = self.number(today, &mut errors);
        let mut birth_date = form::day(&self.birth_date);
        if let Some((_, Some(born))) = &number {
            birth_date = birth_date.or(Some(*born));
        }
        if birth_date.is_some_and(|day| day > today || day.year() < 1900) {
            errors.add("birth_date", ValidationError::new("birth-date"));
        }
        if form::some(&self.given_name).is_none() {
            errors.add("given_name", ValidationError::new("required"));
        }
        let sex = chosen(&self.sex, Sex::from_code, "sex", &mut errors);
        let background =
            chosen(&self.birth_background, BirthBackground::from_code, "birth_background", &mut errors);
        let education = chosen(&self.education, Education::from_code, "education", &mut errors);
        let in_sweden_since = self.year(today, birth_date, &mut errors);
        // Anything but nothing or a kind of protection is a mistake: taken for a no it could cost someone her safety.
        let protected = form::some(&self.protected)
            .and_then(|code| chosen(&code, Protection::from_code, "protected", &mut errors));
        let kommun = self.kommun(&mut errors);
        if let Some(email) = form::some(&self.email)
            && !validator::ValidateEmail::validate_email(&email)
        {
            errors.add("email", ValidationError::new("email"));
        }
        let (Some(sex), Some(birth_background), Some(education), true) =
            (sex, background, education, errors.is_empty())
        else {
            return Err(errors);
        };
        let facts = Facts {
            given_name: self.given_name.trim().to_owned(),
            family_name: self.family_name.trim().to_owned(),
            birth_date,
            sex,
            birth_background,
            birth_country: form::some(&self.birth_country).filter(|code| countries::country(code).is_some()),
            birth_region: self.region(),
            in_sweden_since,
            kommun_code: kommun,
            education,
            foreign_education: self.foreign_education == "on",
            email: form::some(&self.email),
            phone: form::some(&self.phone),
            postal_address: form::some(&self.postal_address),
            contact_language: form::some(&self.contact_language)
                .filter(|code| languages::language(code).is_some()),
            interpreter_needed: self.interpreter_needed == "on",
            protected,
            origin,
        };
        Ok((facts, number.map(|(number, _)| number)))
    }

    /// Her number, and the day of birth it tells.
    fn number(&self, today: NaiveDate, errors: &mut ValidationErrors) -> Option<(Number, Option<NaiveDate>)> {
        let fault = |code: &'static str, errors: &mut ValidationErrors| {
            errors.add("number", ValidationError::new(code));
            None
        };
        match self.number_kind.as_str() {
            "personal" if self.number.trim().is_empty() => fault("required", errors),
            "personal" => match IdentityNumber::parse(&self.number, today) {
                Ok(number) => Some((Number::of(&number), Some(number.birth_date()))),
                Err(IdentityNumberFault::CheckDigit) => fault("number-check-digit", errors),
                Err(IdentityNumberFault::Date) => fault("number-date", errors),
                Err(IdentityNumberFault::InTheFuture) => fault("number-future", errors),
                Err(IdentityNumberFault::Shape) => fault("number-shape", errors),
            },
            "reserve" => match Number::reserve(&self.number) {
                Some(number) => Some((number, None)),
                None => fault("number-reserve", errors),
            },
            _ => None,
        }
    }

    fn region(&self) -> Option<String> {
        let of_country =
            countries::BirthRegion::of(&self.birth_country).map(|region| region.code().to_owned());
        let typed = countries::BirthRegion::ALL.iter().find(|region| region.code() == self.birth_region);
        of_country.or_else(|| typed.map(|region| region.code().to_owned()))
    }

    fn year(&self, today: NaiveDate, born: Option<NaiveDate>, errors: &mut ValidationErrors) -> Option<i64> {
        let text = form::some(&self.in_sweden_since)?;
        let year = text.parse().ok().filter(|year: &i64| {
            let first = born.map_or(1900, |day| i64::from(day.year()));
            (first..=i64::from(today.year())).contains(year)
        });
        if year.is_none() {
            errors.add("in_sweden_since", ValidationError::new("year"));
        }
        year
    }

    fn kommun(&self, errors: &mut ValidationErrors) -> Option<String> {
        let text = form::some(&self.kommun)?;
        let found = places::kommun_named(&text).or_else(|| places::kommun(&text));
        if found.is_none() {
            errors.add("kommun", ValidationError::new("kommun"));
        }
        found.map(|kommun| kommun.code.to_owned())
    }
}
