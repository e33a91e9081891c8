"""Who does what to whom as wire agencies write it in English: sentences of our own, through the whole pipeline."""

from __future__ import annotations

import datetime as dt

import pytest

from geoevents.model import Article, Event
from geoevents.pipeline import read

ARMY = "Syrian government/regime forces"
REBELS = "opposition factions (rebels)"
SDF = "Syrian Democratic Forces (SDF)"
ISIS = "Islamic State (ISIS)"


def events(text: str, published: dt.date = dt.date(2016, 9, 14)) -> tuple[Event, ...]:
    return read(Article(article_id="t", text=text, language="en", published=published)).events


@pytest.mark.parametrize(
    ("text", "actor1", "actor2"),
    [
        ("Clashes broke out between the army and the rebel group Jaysh al-Islam in Arbin.", ARMY, "Jaysh al-Islam"),
        ("The jihadist group Jund al-Aqsa stormed army posts in Morek.", "Jund al-Aqsa", ARMY),
        ("A raid by government jets on Arbin killed two rebel commanders.", "Syrian Air Force", REBELS),
        ("Army posts in Morek were attacked by a group of rebels.", REBELS, ARMY),
        ("Government troops backed by Hezbollah and Russian jets fought their way into Morek.", ARMY, None),
    ],
)
def test_who_is_told_with_what_they_are(text: str, actor1: str, actor2: str | None) -> None:
    (event,) = events(text)
    assert (event.actor1, event.actor2) == (actor1, actor2)


def test_gunners_of_a_nationality_begin_a_clause() -> None:
    told = events("A shell exploded in Ceylanpinar, and Turkish gunners returned fire towards Ras al-Ain.")
    assert told[-1].actor1 == "Turkish forces (Turkey)"


@pytest.mark.parametrize(
    ("text", "actor1", "actor2"),
    [
        ("An attempt by ISIS militants to storm the Kweiris airbase was repelled by the army.", ISIS, ARMY),
        ("An assault by Islamic State on Sukhnah was beaten back by the army.", ISIS, ARMY),
        (
            "The SDF lost three fighters in clashes with Turkish-backed factions near Mare.",
            SDF,
            "Turkey-backed factions",
        ),
        ("Four soldiers died in clashes with rebels in Morek.", REBELS, ARMY),
        ("A woman was shot dead by an ISIS sniper on Monday in Mayadin.", ISIS, "civilians"),
        ("A clinic in Binnish was put out of service by a Russian air strike.", "Russian Air Force (Russia)", None),
    ],
)
def test_who_met_whom_is_told_in_two_words_of_one_event(text: str, actor1: str, actor2: str | None) -> None:
    (event,) = events(text)
    assert (event.actor1, event.actor2) == (actor1, actor2)


@pytest.mark.parametrize(
    ("text", "actor1", "actor2"),
    [
        ("The army and Jaysh al-Islam exchanged mortar fire in Arbin.", ARMY, "Jaysh al-Islam"),
        ("Fighters from Ahrar al-Sham and Jund al-Aqsa clashed in Morek.", "Ahrar al-Sham", "Jund al-Aqsa"),
        ("Morek came under heavy artillery fire from government positions.", ARMY, None),
        ("Morek was shelled from army positions.", ARMY, None),
        ("A mine planted by ISIS cells went off under a patrol of the SDF near Hajin.", ISIS, SDF),
        ("Tell Rifaat was handed over to Russian military police.", None, "Russian military police (Russia)"),
    ],
)
def test_who_stands_on_either_side_of_a_word(text: str, actor1: str | None, actor2: str | None) -> None:
    (event,) = events(text)
    assert (event.actor1, event.actor2) == (actor1, actor2)


def test_who_only_strikes_from_the_air_is_nobody_met_on_the_ground() -> None:
    told = events("Israel struck army positions near Homs on Monday. The army captured Morek on Tuesday.")
    assert told[-1].actor2 is None


@pytest.mark.parametrize(
    ("text", "category", "location"),
    [
        ("Two rockets landed in the Turkish town of Kilis on Monday.", "shelling", "Kilis"),
        ("Hezbollah imposed a siege on the town of Madaya on Sunday.", "advance", "Madaya"),
        ("Anti-regime groups took control of Talbiseh.", "advance", "Talbiseh"),
    ],
)
def test_what_happened_where(text: str, category: str, location: str) -> None:
    (event,) = events(text)
    assert (event.category, event.location) == (category, location)


@pytest.mark.parametrize(
    ("text", "fatalities"),
    [
        ("Rebels shot down a helicopter over Morek, killing both pilots.", 2),
        ("A car bomb went off in Susiyan, killing a mother and both her children.", 3),
    ],
)
def test_both_are_two(text: str, fatalities: int) -> None:
    (event,) = events(text)
    assert event.fatalities == fatalities


def test_whose_a_service_was_goes_by_the_day() -> None:
    text = "The General Security Service detained two men in Sarmada."
    (before,) = events(text, dt.date(2023, 9, 5))
    (after,) = events(text, dt.date(2025, 3, 5))
    assert (before.actor1, after.actor1) == ("General Security Service (HTS)", "Syrian General Security")


@pytest.mark.parametrize(
    ("text", "actor1", "actor2"),
    [
        (
            "The SDF said that Turkish shelling killed two of their fighters near Manbij.",
            "Turkish forces (Turkey)",
            SDF,
        ),
        ("The army lost six of its soldiers in an ISIS attack near Sukhnah.", ISIS, ARMY),
        ("Israel's air force bombed a factory in Masyaf at dawn.", "Israeli Air Force (Israel)", None),
        ("A farmer was shot by unknown militants in Nawa.", "unknown gunmen", "civilians (farmer)"),
    ],
)
def test_whose_men_and_whose_forces_they_are(text: str, actor1: str, actor2: str | None) -> None:
    (event,) = events(text)
    assert (event.actor1, event.actor2) == (actor1, actor2)


@pytest.mark.parametrize(
    ("text", "category", "actor1", "actor2"),
    [
        (
            "A police station in the Rashidiya quarter of Raqqa fell to the rebels.",
            "advance",
            REBELS,
            "security forces",
        ),
        ("A tunnel was blown up under an army position near Morek.", "explosion", None, ARMY),
        ("The fighting between ISIS and the SDF, which broke out in Hajin, killed 26 fighters.", "clash", ISIS, SDF),
        ("A convoy of 22 trucks with food and blankets arrived in Tall Rifaat.", "evacuation", None, "civilians"),
    ],
)
def test_what_is_told_around_the_noun(text: str, category: str, actor1: str | None, actor2: str | None) -> None:
    (event,) = events(text)
    assert (event.category, event.actor1, event.actor2) == (category, actor1, actor2)


def test_guns_of_the_party_told_before_are_its_own() -> None:
    told = events("The SDF took Arima on Sunday. Since yesterday its guns have been pounding Manbij.")
    assert told[-1].actor1 == SDF


@pytest.mark.parametrize(
    ("text", "actor1", "actor2"),
    [
        ("Morek has witnessed an exchange of rocket fire between the rebels and regime forces.", REBELS, ARMY),
        ("Clashes erupted between rebel and Islamic factions and regime forces in Morek.", REBELS, ARMY),
        ("The warplanes of Russia carried out ten raids to the north of Sukhnah.", "Russian Air Force (Russia)", None),
        ("The network said that six activists were executed in Arbin.", None, "civilians (activists)"),
        ("Three people were hit by stray bullets in Azaz.", None, "civilians"),
        ("The army extended its control on Wednesday over the town of Morek.", ARMY, None),
    ],
)
def test_sides_aircraft_and_victims(text: str, actor1: str | None, actor2: str | None) -> None:
    (event,) = events(text)
    assert (event.actor1, event.actor2) == (actor1, actor2)


def test_who_left_for_elsewhere_is_whom_a_place_was_taken_from() -> None:
    told = events("ISIS entered Hajin on Monday, after the SDF had withdrawn from it towards Shafah.")
    assert (told[0].actor1, told[0].actor2) == (ISIS, SDF)


def test_planes_drop_food_on_their_own() -> None:
    told = events("ISIS shelled Mayadin, while cargo planes airdropped tons of food over Deir ez-Zor.")
    assert (told[-1].category, told[-1].actor1) == ("evacuation", None)


@pytest.mark.parametrize(
    ("text", "fatalities"),
    [
        ("Nader al-Hariri was killed by unknown gunmen in Nawa.", 1),
        ("A local source said Nader al-Hariri was killed by a mine in Nawa.", 1),
        ("Jaysh al-Islam was hit hard: the shelling of Arbin killed its men.", None),
    ],
)
def test_who_is_named_is_one(text: str, fatalities: int | None) -> None:
    told = events(text)
    assert [event.fatalities for event in told] == [fatalities]


@pytest.mark.parametrize(
    ("text", "actor1", "actor2"),
    [
        ("The rebel-held town of Morek was shelled by the army.", ARMY, REBELS),
        ("ISIS-held Mayadin was bombed by coalition aircraft.", "US-led Coalition", ISIS),
        ("Rockets fired from rebel-held areas killed four people in Salhab.", REBELS, "civilians"),
        ("Four died in Salhab in shelling from the rebel-held town of Latamneh.", REBELS, None),
        ("ISIS fighters fleeing from SDF-held areas shelled Hajin.", ISIS, None),
    ],
)
def test_who_holds_what_is_hit_or_fired_from(text: str, actor1: str, actor2: str | None) -> None:
    (event,) = events(text)
    assert (event.actor1, event.actor2) == (actor1, actor2)


@pytest.mark.parametrize(
    ("text", "category", "actor1", "actor2"),
    [
        ("A leader of Ahrar al-Sham was assassinated in Binnish.", "violence_against_civilians", None, "Ahrar al-Sham"),
        ("Syrian rebels with Turkish support captured the town of Morek.", "advance", REBELS, None),
        ("The SDF raided a house in Hajin and captured two ISIS members.", "arrest", SDF, ISIS),
        (
            "Israeli missiles hit a Hezbollah depot near Qusayr.",
            "air_strike",
            "Israeli Air Force (Israel)",
            "Hezbollah",
        ),
        ("Rebels fired missiles at an army base in Morek.", "shelling", REBELS, ARMY),
    ],
)
def test_who_did_what(text: str, category: str, actor1: str | None, actor2: str | None) -> None:
    (event,) = events(text)
    assert (event.category, event.actor1, event.actor2) == (category, actor1, actor2)


def test_its_soldiers_are_of_who_is_told_before() -> None:
    told = events("The Turkish army shelled Manbij after two of its soldiers were killed in Azaz.")
    assert told[-1].actor2 == "Turkish forces (Turkey)"


@pytest.mark.parametrize(
    ("text", "fatalities"),
    [
        ("A mine exploded near Manbij, killing him and wounding his brother.", 1),
        ("Gunmen attacked her house in Nawa, killing her and her two sons.", 3),
        ("An air strike hit her house in Nawa, killing her two sons.", 2),
    ],
)
def test_a_pronoun_is_one_person(text: str, fatalities: int) -> None:
    (event,) = events(text)
    assert event.fatalities == fatalities


def test_what_falls_to_them_falls_to_who_is_told_before() -> None:
    _, told = events("Rebels advanced on Raqqa. The town of Tabqa fell to them on Sunday.")
    assert (told.location, told.actor1) == ("Tabqa", REBELS)


@pytest.mark.parametrize(
    ("text", "category", "actor1", "actor2"),
    [
        ("HTS released ten prisoners in Idlib.", "other", "Hayat Tahrir al-Sham (HTS)", None),
        ("Planes of the army released bombs over Morek.", "air_strike", "Syrian Air Force", None),
        (
            "Syrian air defences intercepted Israeli missiles over Homs.",
            "air_strike",
            "Israeli Air Force (Israel)",
            ARMY,
        ),
    ],
)
def test_what_is_let_go_or_met_in_the_air(text: str, category: str, actor1: str, actor2: str | None) -> None:
    (event,) = events(text, dt.date(2018, 9, 12))
    assert (event.category, event.actor1, event.actor2) == (category, actor1, actor2)


def test_what_the_next_clause_names_as_released_makes_it_a_chemical_attack() -> None:
    (event,) = events("A helicopter dropped a cylinder that released chlorine in Saraqeb.")
    assert event.category == "chemical_attack"
