import { useTranslation } from "react-i18next";

const SHAPES = {
  OK: <circle cx="5" cy="5" r="3.5" />,
  WARNING: <path d="M5 .8 9.6 9H.4Z" />,
  BROKEN: <rect x="1.2" y="1.2" width="7.6" height="7.6" rx="1" />,
} as const;

const COLOURS = { OK: "var(--ok)", WARNING: "var(--warn)", BROKEN: "var(--danger)" } as const;

interface Props {
  health: keyof typeof SHAPES;
  /** The word stands beside it. */
  silent?: boolean;
}

/** Circle, triangle, square: green, amber and red look the same to one man in twelve. */
export function HealthDot({ health, silent = false }: Props) {
  const { t } = useTranslation();
  const said = silent ? { "aria-hidden": true } : { role: "img", "aria-label": t(`health.${health}`) };
  return (
    <svg className="health" width="10" height="10" viewBox="0 0 10 10" fill={COLOURS[health]} {...said}>
      {!silent && <title>{t(`health.${health}`)}</title>}
      {SHAPES[health]}
    </svg>
  );
}
