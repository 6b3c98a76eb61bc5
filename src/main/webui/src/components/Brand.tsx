/** Two streams that become one. */
export function Brand({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" className="brand-mark">
      <rect width="32" height="32" rx="9" fill="var(--brand)" />
      <path
        d="M9 6.5c0 7 7 6.5 7 13.5v6M23 6.5c0 7-7 6.5-7 13.5"
        fill="none"
        stroke="var(--on-brand)"
        strokeWidth="3"
        strokeLinecap="round"
      />
    </svg>
  );
}
