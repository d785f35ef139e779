"""Pictures of figures as SVG, drawn without any library."""

from html import escape

COLOURS = ["#8a8f98", "#c58b2a", "#1f6f8b", "#7a4988"]
WIDTH, HEIGHT = 820, 420
LEFT, RIGHT, TOP, BOTTOM = 80, 20, 60, 60


def step_for(top):
    """A round step that gives four to ten lines."""
    size = 1.0
    while size * 10 <= top:
        size *= 10
    while size > top:
        size /= 10
    for factor in (1, 2, 5, 10):
        if top / (size * factor / 5) <= 10:
            return size * factor / 5
    return size


def number(value):
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.3g}"


def grouped_bars(title, groups_title, groups, series):
    """Bars side by side for each group; `series` maps a name to one value for each group."""
    top = max((value for values in series.values() for value in values), default=1) * 1.05 or 1
    plot_width, plot_height = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{escape(title)}" font-family="system-ui, sans-serif" font-size="13">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        f'<text x="{LEFT}" y="24" font-size="17" font-weight="600" fill="#1a1d21">{escape(title)}</text>',
    ]
    step = step_for(top)
    line = 0.0
    while line <= top:
        y = TOP + plot_height * (1 - line / top)
        parts.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#e3e5e8"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end" fill="#4a4f57">{number(line)}</text>')
        line += step
    group_width = plot_width / max(1, len(groups))
    bar_width = group_width * 0.8 / max(1, len(series))
    for index, group in enumerate(groups):
        x = LEFT + group_width * index
        parts.append(f'<text x="{x + group_width / 2:.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle" '
                     f'fill="#1a1d21">{escape(group)}</text>')
        for place, values in enumerate(series.values()):
            height = plot_height * values[index] / top
            left = x + group_width * 0.1 + bar_width * place
            parts.append(f'<rect x="{left:.1f}" y="{TOP + plot_height - height:.1f}" width="{bar_width * 0.92:.1f}" '
                         f'height="{height:.1f}" fill="{COLOURS[place % len(COLOURS)]}"/>')
            parts.append(f'<text x="{left + bar_width * 0.46:.1f}" y="{TOP + plot_height - height - 4:.1f}" '
                         f'text-anchor="middle" font-size="10" fill="#4a4f57">{number(values[index])}</text>')
    parts.append(f'<text x="{LEFT + plot_width / 2:.1f}" y="{HEIGHT - 16}" text-anchor="middle" '
                 f'fill="#4a4f57">{escape(groups_title)}</text>')
    x = LEFT
    for place, name in enumerate(series):
        parts.append(f'<rect x="{x}" y="36" width="12" height="12" fill="{COLOURS[place % len(COLOURS)]}"/>')
        parts.append(f'<text x="{x + 18}" y="47" fill="#1a1d21">{escape(name)}</text>')
        x += 40 + 8 * len(name)
    parts.append("</svg>")
    return "\n".join(parts) + "\n"
