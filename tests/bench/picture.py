"""The figures of the rivals as a picture."""

from xml.sax.saxutils import escape

WIDTH, LEFT, BAR, GAP = 760, 150, 14, 26
COLOURS = ("#3f6f4f", "#b5793a", "#4a6a8a", "#8a5a7a")


def drawn(found: dict[str, dict], posts: int) -> str:
    """Bars of the 95th percentile, by kind of question, in CPU milliseconds."""
    kinds = list(next(iter(found.values()))["queries"])
    most = max(figures["queries"][kind]["p95"] for figures in found.values() for kind in kinds)
    parts, y = [], 50
    for kind in kinds:
        parts.append(f'<text x="10" y="{y + BAR}" font-weight="bold">{escape(kind)}</text>')
        for colour, (name, figures) in zip(COLOURS, found.items(), strict=False):
            value = figures["queries"][kind]["p95"]
            width = max(1.0, value / most * (WIDTH - LEFT - 170))
            parts.append(f'<rect x="{LEFT}" y="{y}" width="{width:.1f}" height="{BAR}" fill="{colour}"/>')
            parts.append(f'<text x="{LEFT + width + 6:.1f}" y="{y + BAR - 2}">{escape(name)} {value:.1f} ms</text>')
            y += BAR + 4
        y += GAP - BAR
    head = f"CPU milliseconds of a query, 95th percentile, warm, at {posts:,} posts"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{y + 10}" font-family="sans-serif" '
        f'font-size="13"><rect width="100%" height="100%" fill="#ffffff"/>'
        f'<text x="10" y="24" font-size="16">{escape(head)}</text>{"".join(parts)}</svg>\n'
    )
