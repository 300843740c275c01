import css from './class.module.css';

const LETTERS = 'ABCD';

/** The pattern and colour of a class: A to D look the same everywhere, others go by their place in their scheme's list. */
export function classStyle(letter: string, index = -1): string {
  const place = LETTERS.includes(letter) ? LETTERS.indexOf(letter) : index;
  return css[`class${place < 0 ? 'None' : Math.min(place, 3)}`]!;
}

/** A class by its letter, with its colour and pattern; never colour alone. */
export function ClassMark({ letter, index, large = false }: { readonly letter: string; readonly index: number; readonly large?: boolean }) {
  return (
    <span className={large ? css.large : css.mark}>
      <span className={`${css.swatch} ${classStyle(letter, index)}`} aria-hidden="true" />
      {letter}
    </span>
  );
}
