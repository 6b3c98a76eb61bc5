/** Text that a stranger wrote. Isolated, so that its direction and its overrides end where it ends. */
export function UserText({ text, className = "" }: { text: string; className?: string }) {
  return (
    <bdi dir="auto" className={`user-text ${className}`}>
      {text}
    </bdi>
  );
}
