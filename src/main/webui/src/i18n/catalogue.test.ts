import ts from "typescript";
import { en } from "./en";
import { bestLocale } from "./locale";
import { zhCN } from "./zh-CN";

const sources = import.meta.glob<string>(["../**/*.tsx", "!../**/*.test.tsx"], { query: "?raw", import: "default", eager: true });

/** Plural forms count as one key: Chinese has one where English has two. */
function keysOf(catalogue: object, prefix = ""): string[] {
  return Object.entries(catalogue).flatMap(([key, value]) =>
    typeof value === "string" ? [prefix + key.replace(/_(one|other)$/, "")] : keysOf(value as object, `${prefix}${key}.`),
  );
}

function placeholdersOf(catalogue: object, prefix = ""): [string, string][] {
  return Object.entries(catalogue).flatMap(([key, value]) =>
    typeof value === "string"
      ? [[prefix + key, [...value.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).toSorted().join()] as [string, string]]
      : placeholdersOf(value as object, `${prefix}${key}.`),
  );
}

it("has every word in both languages", () => {
  expect([...new Set(keysOf(zhCN))].toSorted()).toEqual([...new Set(keysOf(en))].toSorted());
});

it("fills the same gaps in both languages", () => {
  const english = new Map(placeholdersOf(en));

  expect(placeholdersOf(zhCN).filter(([key, names]) => english.get(key) !== names)).toEqual([]);
});

it("finds the language of a browser", () => {
  expect(bestLocale(["fr", "zh-TW", "en"])).toBe("zh-CN");
  expect(bestLocale(["en-GB"])).toBe("en");
  expect(bestLocale(["fr"])).toBe("en");
});

const SPOKEN = new Set(["aria-label", "title", "placeholder", "alt", "label", "hint", "action", "lead", "text"]);
const WORDS = /\p{L}{2,}/u;

function wordsIn(path: string, text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isJsxText(node) && WORDS.test(node.text)) found.push(`${path}: ${node.text.trim()}`);
    if (ts.isJsxAttribute(node) && node.initializer && ts.isStringLiteral(node.initializer)) {
      if (SPOKEN.has(node.name.getText()) && WORDS.test(node.initializer.text)) found.push(`${path}: ${node.initializer.text}`);
    }
    if (ts.isJsxExpression(node) && node.expression && ts.isStringLiteral(node.expression) && WORDS.test(node.expression.text)) {
      if (!ts.isJsxAttribute(node.parent)) found.push(`${path}: ${node.expression.text}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX));
  return found;
}

it("lets no word reach the screen past the catalogue", () => {
  expect(Object.keys(sources).length).toBeGreaterThan(40);
  expect(Object.entries(sources).flatMap(([path, text]) => wordsIn(path, text))).toEqual([]);
});
