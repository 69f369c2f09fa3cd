"""The average of salaries that nobody shows: each of three employees gives their own, and everybody gets the average."""

from nada_dsl import Input, Integer, Output, Party, SecretInteger

EMPLOYEES = 3


def nada_main():
    employees = [Party(name=f"employee{i}") for i in range(EMPLOYEES)]
    salaries = [
        SecretInteger(Input(name=f"salary{i}", party=employee))
        for i, employee in enumerate(employees)
    ]
    average = sum(salaries[1:], start=salaries[0]) / Integer(EMPLOYEES)
    return [Output(average, f"average{i}", employee) for i, employee in enumerate(employees)]
