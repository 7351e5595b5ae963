"""The dashboard over the published warehouse file, read-only: `yaodian dashboard`.

app.py       the frame of every page: navigation, language, following a publish, errors
published.py the file as it is published now          data.py    its rows, kept while the file is the same
texts.py     interface words (texts.csv)              values.py  numbers and limits as people write them
charts.py    charts                                   parts.py   filters, tables with downloads, sentence cards
reading.py   a plan's text as HTML with its marks     sections/  one module a page

Whatever is computed is computed in SQL (sql/views/report_*.sql); pages select, filter and show.
"""
