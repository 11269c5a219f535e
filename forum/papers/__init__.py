"""From threads to position papers: issue files, evidence, sections, export."""
