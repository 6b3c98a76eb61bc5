import tokens from "./tokens.css?raw";

type Theme = Map<string, string>;

function themeIn(selector: string): Theme {
  const start = tokens.indexOf(`${selector} {`);
  const block = tokens.slice(start, tokens.indexOf("}", start));
  return new Map([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name = "", colour = ""]) => [name, colour]));
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((it) => Number.parseInt(colour.slice(it, it + 2), 16) / 255)
    .map((it) => (it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const SURFACES = ["canvas", "surface", "surface-sunken", "surface-hover", "surface-selected"] as const;
const PAIRS: readonly (readonly [text: string, ground: string])[] = [
  ...["text", "text-muted", "text-faint", "brand-text"].flatMap((text) => SURFACES.map((ground) => [text, ground] as const)),
  ...["surface", "surface-hover"].flatMap((ground) => ["ok-text", "warn-text", "danger-text"].map((text) => [text, ground] as const)),
  ...["warn-text", "danger-text", "text-faint"].map((text) => [text, "surface-selected"] as const),
  ["on-brand", "brand"],
  ["on-brand", "brand-strong"],
  ["on-danger", "danger"],
  ["brand-text", "brand-soft"],
  ["ok-text", "ok-soft"],
  ["warn-text", "warn-soft"],
  ["danger-text", "danger-soft"],
  ["text", "warn-soft"],
  ["text-muted", "warn-soft"],
  ["text", "bubble-in"],
  ["text", "bubble-out"],
  ["text", "danger-soft"],
  ["text-muted", "bubble-in"],
  ["text-muted", "bubble-out"],
  ["text-faint", "bubble-in"],
  ["brand-text", "bubble-out"],
  ["note-text", "note"],
  ...Array.from({ length: 8 }, (_, index) => [`hue-${index}`, `hue-${index}-soft`] as const),
];

describe.each([
  ["light", themeIn(":root")],
  ["dark", themeIn(':root[data-theme="dark"]')],
])("the %s theme", (_, theme) => {
  it.each(PAIRS)("%s can be read on %s", (text, ground) => {
    const [a, b] = [theme.get(text), theme.get(ground)];
    if (!a || !b) expect.fail(`${text} or ${ground} is not a colour of this theme`);

    expect(contrast(a, b)).toBeGreaterThanOrEqual(4.5);
  });
});

it("has the same colours in both themes", () => {
  expect([...themeIn(':root[data-theme="dark"]').keys()]).toEqual([...themeIn(":root").keys()]);
});
