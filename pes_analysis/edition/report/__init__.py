"""What a yearly report needs beside figures: the programme it answers for, its versions, its errata."""

from pes_analysis.edition.report.report_tables import ReportTables, no_report_tables, read_report_tables

__all__ = ["ReportTables", "no_report_tables", "read_report_tables"]
