"""Needs, their judgement, and what no requirement shows. See docs/adr/0016-needs-and-their-judgement.md."""
