import { useId, useState, type ReactNode } from 'react';
import css from './file-drop.module.css';

/** Where a file goes in: chosen, or dragged here. */
export function FileDrop({
  label,
  accept,
  isBusy,
  take,
  children,
}: {
  readonly label: string;
  readonly accept: string;
  readonly isBusy: boolean;
  readonly take: (file: File) => void;
  readonly children?: ReactNode;
}) {
  const id = useId();
  const [isOver, setOver] = useState(false);
  return (
    <div
      className={`${css.drop} ${isOver ? css.over : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const [file] = event.dataTransfer.files;
        if (file && !isBusy) take(file);
      }}
    >
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="file"
        accept={accept}
        disabled={isBusy}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          // The same file, mended, may be chosen again.
          target.value = '';
          if (file) take(file);
        }}
      />
      {children}
    </div>
  );
}
