"""A module that comes with a rebuild has a title of its own."""

import pytest

from coursegen import api

LEAVE = """\
# Leave

## Types of leave

### Sick leave

Employees must report sick leave to the manager before 09:00. Employees must send a doctor's note to Human
Resources within 3 days. Employees must not work while they are on sick leave. Employees must call the manager
again when the sick leave lasts longer than 5 days.

### Annual leave

Employees must request annual leave in the portal at least 2 weeks before it starts. Employees must not book a
trip before the manager approves the leave. Employees must take at least 10 days of annual leave a year. Employees
must record the leave in the calendar.
"""
MORE_LEAVE = """
### Military leave

Employees must hand the orders to Human Resources within 5 days. Employees must record military leave in the
time system with code 66. Employees must not use annual leave for active duty without permission of the manager.
Employees must tell the manager the return date at least 10 days before it.

### Parental leave

Employees must request parental leave at least 30 days before it starts. Employees must upload the birth
certificate within 2 weeks. Employees must not split parental leave into more than 3 periods. Employees must
agree the periods with the manager in writing.
"""
VERLOF = """\
# Verlof

## Soorten verlof

### Ziekteverlof

Medewerkers moeten ziekte voor 09:00 uur melden bij de leidinggevende. Medewerkers moeten binnen 3 dagen een
verklaring sturen naar Personeelszaken. Medewerkers mogen niet werken als zij ziek zijn. Medewerkers moeten de
leidinggevende bellen als de ziekte langer duurt dan 5 dagen.

### Vakantieverlof

Medewerkers moeten vakantieverlof ten minste 2 weken van tevoren aanvragen in het portaal. Medewerkers mogen geen
reis boeken voordat de leidinggevende het verlof goedkeurt. Medewerkers moeten per jaar ten minste 10 dagen verlof
opnemen. Medewerkers moeten het verlof vastleggen in de agenda.
"""
MEER_VERLOF = """
### Ouderschapsverlof

Medewerkers moeten ouderschapsverlof ten minste 30 dagen van tevoren aanvragen. Medewerkers moeten binnen 2
weken de geboorteakte uploaden. Medewerkers mogen het verlof niet in meer dan 3 perioden opdelen. Medewerkers
moeten de perioden schriftelijk afspreken met de leidinggevende.

### Calamiteitenverlof

Medewerkers moeten calamiteitenverlof dezelfde dag melden bij de leidinggevende. Medewerkers moeten binnen 5 dagen
de reden vastleggen in het portaal. Medewerkers mogen geen calamiteitenverlof gebruiken voor een vakantie.
Medewerkers moeten langer verlof afspreken met Personeelszaken.
"""


@pytest.mark.parametrize(("standing", "more"), [(LEAVE, MORE_LEAVE), (VERLOF, MEER_VERLOF)])
def test_a_new_module_takes_no_title_of_one_that_stands(standing, more, tmp_path):
    source = tmp_path / "sources" / "leave.md"
    source.parent.mkdir()
    (tmp_path / "coursegen.toml").write_text("[course]\nminutes = 40\n", encoding="utf-8")
    source.write_text(standing, encoding="utf-8")
    api.build(api.open_project(tmp_path))
    before = [each.title for each in api.open_project(tmp_path).course().modules]
    source.write_text(standing + more, encoding="utf-8")
    api.build(api.open_project(tmp_path))
    after = [each.title for each in api.open_project(tmp_path).course().modules]
    assert len(after) > len(before) == 1
    assert before[0] in after
    assert len(set(after)) == len(after)
