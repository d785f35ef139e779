"""What can be measured of how a page looks: width, colours, contrast."""

# Contrast of every visible text against what lies behind it (WCAG 2.2, 1.4.3). Shadow roots are walked too;
# text on pictures and on translucent layers is left out, since what lies behind cannot be told from styles.
CONTRAST = r"""
(host) => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const rgba = (color) => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = color;
    pen.fillRect(0, 0, 1, 1);
    return [...pen.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => {
    const part = (v) => ((v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const up = (node) => node.parentElement || (node.getRootNode() instanceof ShadowRoot ? node.getRootNode().host : null);
  const ground = (node) => {
    for (let at = node; at; at = up(at)) {
      const style = getComputedStyle(at);
      if (style.backgroundImage !== "none" || Number(style.opacity) < 0.99) return null;
      const color = rgba(style.backgroundColor);
      if (color[3] === 255) return color;
      if (color[3] > 0) return null;
      if (style.position === "fixed") return null;
    }
    return rgba(getComputedStyle(document.documentElement).colorScheme.includes("dark") && matchMedia("(prefers-color-scheme: dark)").matches ? "#121212" : "#fff");
  };
  const bad = [];
  const walk = (root) => {
    for (const node of root.querySelectorAll("*")) {
      if (node.shadowRoot) walk(node.shadowRoot);
      const own = [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
      if (!own || node.closest("[aria-hidden=true], :disabled") || !node.checkVisibility()) continue;
      const box = node.getBoundingClientRect();
      if (box.width < 2 || box.height < 2) continue;
      const style = getComputedStyle(node);
      const behind = ground(node);
      if (!behind) continue;
      const a = light(rgba(style.color));
      const b = light(behind);
      const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && Number(style.fontWeight) >= 700);
      if (ratio < (large ? 3 : 4.5)) bad.push(`${ratio.toFixed(2)} ${node.localName}.${node.className} "${node.textContent.trim().slice(0, 30)}"`);
    }
  };
  walk(host ? document.querySelector(host).shadowRoot : document);
  return bad;
}
"""


def overflow(page):
    """How many pixels the page is wider than its window."""
    return page.evaluate("Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - window.innerWidth")


def weak_contrast(page, host=None):
    """Texts with too little contrast, as readable lines; only those in the shadow root of `host` when given."""
    return page.evaluate(CONTRAST, host)


def is_dark(page, selector):
    """Whether the background of an element is dark."""
    color = page.locator(selector).first.evaluate(
        "n => { const c = document.createElement('canvas'); c.width = c.height = 1; const p = c.getContext('2d');"
        " p.fillStyle = getComputedStyle(n).backgroundColor; p.fillRect(0, 0, 1, 1); return [...p.getImageData(0, 0, 1, 1).data]; }")
    return sum(color[:3]) < 3 * 110
