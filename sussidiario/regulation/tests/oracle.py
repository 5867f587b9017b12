"""
The same articles written a second time, in plain Python with plain numbers, by hand: what the formulas are compared with.

The figures are those of 1 September 2016. A case is what `at_random.households` gives, with nothing missing.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

ON = date(2016, 9, 1)

Answer = tuple[bool, int, int]
"""Whether it is granted, the cents of a month or of the one time, the months."""

REFUSED: Answer = (False, 0, 0)


def income_support(case: Mapping[str, Any]) -> Answer:
    people = case["household_members"]
    threshold = {0: 50000, 1: 50000, 2: 78500, 3: 102000, 4: 123000, 5: 142500, 6: 160000}.get(people, 177500)
    threshold += 4000 * case["minors"] + 8000 * case["disabled_members"]
    need = threshold + min(case["rent"], 25000) - case["monthly_income"]
    ceiling = {0: 30000, 1: 30000, 2: 40000, 3: 48000, 4: 55000}.get(people, 60000)
    amount = min(max(need, 0), ceiling)
    amount -= amount % 100
    if not case["resident"] or case["isee_valid_until"] < ON or case["isee"] > 650000 or amount < 2000:
        return REFUSED
    if case["isee"] <= 300000:
        return True, amount, 6
    return True, amount, 4 if case["isee"] <= 500000 else 3


def blameless_arrears(case: Mapping[str, Any]) -> Answer:
    if case["isee_valid_until"] < ON or (case["ise"] > 3500000 and case["isee"] > 2600000) or case["cause"] == "none":
        return REFUSED
    if not case["notice_served"] or not case["registered_lease"] or case["residence_months"] < 12 or case["other_home"]:
        return REFUSED
    if case["cadastral_class"] in {"A1", "A8", "A9"}:
        return REFUSED
    match case["purpose"]:
        case "settle":
            if case["lease_months_left"] < 24 or not case["landlord_stops"]:
                return REFUSED
            amount = min(case["arrears"], 800000)
        case "deferral":
            if not case["landlord_stops"]:
                return REFUSED
            amount = min(case["needed"], 600000)
        case _:
            amount = case["needed"]
    amount = min(amount, 1200000 - case["already_received"])
    return (True, amount, 1) if amount > 0 else REFUSED


def service_copayment(case: Mapping[str, Any]) -> Answer:
    if case["isee_valid_until"] < ON or case["isee"] >= 2400000:
        return REFUSED
    share = case["price"] // 10
    if case["isee"] > 500000:
        share += (case["price"] - share) * (case["isee"] - 500000) // 1900000
    return (True, case["price"] - share, 12) if share < case["price"] else REFUSED


def emergency_food(case: Mapping[str, Any]) -> Answer:
    people = case["household_members"]
    need = {0: 12000, 1: 12000, 2: 20000, 3: 26000, 4: 32000}.get(people, 38000) + 4500 * case["infants"]
    income = {0: 60000, 1: 60000, 2: 85000, 3: 105000, 4: 125000}.get(people, 145000)
    if not case["report"] or case["helped_this_month"] or case["monthly_income"] > income:
        return REFUSED
    return True, 1000 * (min(need, 45000) // 1000), 1


def emergency_utilities(case: Mapping[str, Any]) -> Answer:
    if case["isee_valid_until"] < ON or case["isee"] > 810000 or not (case["disconnection"] or case["life_support"]):
        return REFUSED
    percent = 100 if case["isee"] <= 300000 else 75 if case["isee"] <= 600000 else 50
    people = case["household_members"]
    ceiling = 40000 if people < 2 else 50000 if people < 4 else 65000
    amount = min(case["bill"] * percent // 100, ceiling - case["received_this_year"])
    return (True, amount, 1) if amount > 0 else REFUSED


ORACLE: Mapping[str, Callable[[Mapping[str, Any]], Answer]] = {
    "income_support": income_support,
    "blameless_arrears": blameless_arrears,
    "service_copayment": service_copayment,
    "emergency_food": emergency_food,
    "emergency_utilities": emergency_utilities,
}
