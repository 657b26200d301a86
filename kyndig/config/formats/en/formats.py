"""English as it is written in Norway: the day before the month, and 24 hours.

Django's English is American, where 3/11 is the eleventh of March. Names and letters are Django's:
https://docs.djangoproject.com/en/5.2/ref/settings/#date-format
"""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y H:i"
TIME_FORMAT = "H:i"
MONTH_DAY_FORMAT = "j F"
SHORT_DATE_FORMAT = "d/m/Y"
SHORT_DATETIME_FORMAT = "d/m/Y H:i"
FIRST_DAY_OF_WEEK = 1
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"]
