"""What teachers jot down and learners say about themselves in the demo: short, concrete, never a label."""

MATHEMATICS = (
    ("telde op de vingers", "haakte af bij de tweede oefening", "herhaalde de vraag, kwam niet aan een begin"),
    ("met strookjes wel", "met de getallenas lukt het", "eerste stap zelf, daarna samen", "na een voorbeeld wel"),
    ("legde de stappen uit", "vlot, controleerde zelf", "zonder materiaal", "hielp ook een buur op weg"),
    ("bedacht zelf een tweede manier", "gebruikte het in de bouwhoek", "zag het verband met meten"),
)
DUTCH = (
    ("zocht lang naar woorden", "las woord voor woord", "vond de vraag in de tekst niet terug"),
    ("met een startzin lukt het", "samen gelezen, dan wel", "wees het aan in de tekst", "na samen oefenen beter"),
    ("las vlot en met toon", "verbeterde zichzelf", "gaf een goede reden", "werkte rustig door"),
    ("gebruikte het in een eigen verhaal", "legde het uit aan de groep", "vond zelf een beter woord"),
)
KINDERGARTEN = (
    ("keek toe bij de anderen", "had een hand nodig", "wou liever bouwen vandaag"),
    ("deed mee na een voordoen", "telde mee tot vijf", "wees het juiste aan"),
    ("deed het zelf in de hoek", "vertelde er honderduit bij", "hielp opruimen en sorteerde"),
    ("deed het voor aan een vriendje", "vond het ook buiten terug", "bedacht een nieuw spelletje"),
)
ADULTS = (
    ("durfde nog niet te spreken", "had het voorbeeld nodig"),
    ("met de woordenlijst wel", "samen met een medecursist", "na een keer voordoen"),
    ("zelfstandig gedaan", "stelde zelf een vraag", "oefende thuis verder"),
    ("deed het op het gemeentehuis", "hielp een medecursist"),
)
STATEMENTS = (
    ("ik weet niet hoe ik moet beginnen", "het gaat me te snel", "ik wil het nog eens uitgelegd krijgen"),
    ("soms lukt het, soms niet", "met een voorbeeld erbij gaat het", "ik twijfel nog bij de laatste stap"),
    ("tekenen hielp", "ik snap het nu beter", "samen oefenen hielp", "ik heb het aan iemand uitgelegd"),
    ("dit kan ik", "ik wil iets moeilijkers proberen", "ik vond zelf een trucje"),
)
#: What a learner may answer to *how sure are you that it works*, from not yet to completely.
CONFIDENCES = (0.0, 0.33, 0.67, 1.0)
TEST_TITLES = ("Toets", "Kijk wat ik kan", "Peiling")


def notes_of(level: str, subject: int) -> tuple[tuple[str, ...], ...]:
    """Return the notes that fit a class and subject: for each of the four steps, a few."""
    if level == "kleuter":
        return KINDERGARTEN
    if level == "CVO":
        return ADULTS
    return (MATHEMATICS, DUTCH)[subject]
