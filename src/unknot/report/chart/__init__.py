"""Charts as SVG text, drawn by us: themed by CSS classes on screen, by patterns and grey on paper."""
