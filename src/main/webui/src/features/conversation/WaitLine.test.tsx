import { render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { i18n } from "../../i18n/i18n";
import { WaitLine } from "./WaitLine";

const NOW = new Date(2026, 10, 23, 14, 0).getTime();

beforeEach(() => void vi.useFakeTimers({ now: NOW }));
afterEach(() => void vi.useRealTimers());

function lineFor(seconds: number) {
  const shown = render(<WaitLine until={new Date(NOW + seconds * 1_000).toISOString()} />);
  const text = shown.container.textContent;
  shown.unmount();
  return text;
}

it("says when a reply that waits goes out, in both languages", async () => {
  await i18n.changeLanguage("en");
  expect(lineFor(20)).toBe("Waits its turn. Goes out within a minute.");
  expect(lineFor(300)).toBe("Waits its turn. Goes out at about 14:05.");
  expect(lineFor(18 * 3_600)).toBe("Waits its turn. Goes out at about Nov 24, 08:00.");
  await i18n.changeLanguage("zh-CN");
  expect(lineFor(20)).toBe("正在排队，预计一分钟内发出。");
  expect(lineFor(300)).toBe("正在排队，预计 14:05 发出。");
});

it("says nothing once the time has come", () => {
  expect(lineFor(-1)).toBe("");
  expect(screen.queryByText(/./)).toBeNull();
});
