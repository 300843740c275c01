import type { Amendments } from '../hub/use-amendments.js';
import type { Knob, KnobGroup } from '../hub/scheme-text.js';
import css from './what-if.module.css';

interface Turned {
  readonly group: KnobGroup;
  readonly amendments: Amendments;
  /** What the benchmarks come to as the scheme is, by the paths of their knobs. */
  readonly benchmarks: ReadonlyMap<string, string>;
}

/** The numbers of a group, each as a field and a slider. */
export function Knobs({ group, amendments, benchmarks }: Turned) {
  const valueOf = ({ path, value }: Knob) => amendments.all.get(path) ?? value;
  const sum = group.weights.reduce((all, knob) => all + Number(valueOf(knob)), 0);
  return (
    <fieldset className={css.group}>
      <legend>{group.title}</legend>
      {group.weights.map((knob) => (
        <Turn key={knob.path} knob={knob} group={group.title} value={valueOf(knob)} set={amendments.set} most={100} />
      ))}
      <p className={css.sum}>
        权重合计 <b>{Math.round(sum * 1e6) / 1e6}</b> 分
      </p>
      {group.benchmarks.length > 0 && (
        <details open={group.benchmarks.some(({ path }) => amendments.all.has(path))}>
          <summary>基准值</summary>
          {group.benchmarks.map((knob) => (
            <Turn
              key={knob.path}
              knob={knob}
              group={group.title}
              value={valueOf(knob)}
              set={amendments.set}
              most={2 * Number(benchmarks.get(knob.path) ?? knob.value)}
              step="any"
              reckoned={benchmarks.get(knob.path)}
            />
          ))}
        </details>
      )}
      <details open={[...group.caps, ...group.cuts].some(({ path }) => amendments.all.has(path))}>
        <summary>类别分界和封顶</summary>
        {group.cuts.map((knob) => (
          <Turn key={knob.path} knob={knob} group={group.title} value={valueOf(knob)} set={amendments.set} most={100} />
        ))}
        {group.caps.map((knob) => (
          <Turn key={knob.path} knob={knob} group={group.title} value={valueOf(knob)} set={amendments.set} most={5} step={0.1} />
        ))}
      </details>
    </fieldset>
  );
}

interface Turning {
  readonly knob: Knob;
  readonly group: string;
  readonly value: string;
  readonly set: Amendments['set'];
  readonly most: number;
  readonly step?: number | 'any';
  /** What it comes to where the scheme leaves it to the data. */
  readonly reckoned?: string;
}

function Turn({ knob: { path, value: before, word, title }, group, value, set, most, step = 1, reckoned }: Turning) {
  const isPercent = before.endsWith('%');
  const plain = value.replace('%', '');
  const change = (text: string) => set(path, isPercent && text !== '' ? `${text}%` : text, before);
  const slid = plain === '' ? (reckoned ?? '') : plain;
  const name = `${group} ${title} ${word}`;
  return (
    <div className={css.turn}>
      <span className={value === before ? undefined : css.changed}>
        {title}
        {word !== '权重' && ` ${word}`}
      </span>
      <input
        type="range"
        min={0}
        max={Math.max(most, Number(slid) || 0) || 1}
        step={step}
        value={Number(slid) || 0}
        aria-label={`${name}（滑块）`}
        onChange={({ target }) => change(step === 'any' ? String(Number(Number(target.value).toPrecision(4))) : target.value)}
      />
      <input
        type="text"
        inputMode="decimal"
        aria-label={name}
        placeholder={reckoned}
        value={plain}
        onChange={({ target }) => change(target.value.trim())}
      />
      <span className="soft">{isPercent ? '%' : word === '封顶' ? '倍' : word === '基准值' ? '' : '分'}</span>
    </div>
  );
}
