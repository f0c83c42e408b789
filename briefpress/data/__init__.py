"""Records of other programs: files of CSV and of Excel become cells with their places, and cells become values.

What a cell means is said by what its whole column holds, and never guessed. It knows files, no brief and no chart.

Offers: areas.Area, bibliographies.Item, bibliographies.key_of, bibliographies.read_bibliography, bibliographies.Work,
cells.has_letters, cells.is_canonical, cells.is_figure, cells.moment, cells.number, columns.Kind, columns.Table,
columns.typed, columns.Value, csv_files.read_csv, records.Cell, records.named_file, records.Records, records.records,
records.wrong, workbooks.MAX_WORKBOOK, workbooks.read_workbook.
"""
