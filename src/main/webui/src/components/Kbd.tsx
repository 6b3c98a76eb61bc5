/** Keys that are pressed one after the other or together, each drawn as one: "Shift E", "J / K". */
export function Kbd({ keys }: { keys: string }) {
  return (
    <span className="kbds">
      {keys.split(" ").map((key, index) => (key === "/" && keys !== "/" ? <i key={index}>/</i> : <kbd key={index} className="kbd">{key}</kbd>))}
    </span>
  );
}
