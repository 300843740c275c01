import { useId, type ReactNode } from 'react';
import { useScheme, type Chosen } from '../hub/use-scheme.js';
import { Answered } from './answered.js';
import css from './under-scheme.module.css';

/** A page under a scheme and a year, which are chosen at its head. */
export function UnderScheme({ name, children }: { readonly name: ReactNode; readonly children: (chosen: Chosen) => ReactNode }) {
  const { asked, chosen } = useScheme();
  return (
    <>
      <div className={css.head}>
        <h1>{name}</h1>
        {chosen && <Choice chosen={chosen} />}
      </div>
      <Answered asked={asked}>
        {() =>
          chosen ? (
            children(chosen)
          ) : (
            <p>本县没有已装载的评价方案：请系统管理员把方案文件放入方案目录（schemes），并设 MUHUB_COUNTY 为本县名称。</p>
          )
        }
      </Answered>
    </>
  );
}

function Choice({ chosen: { scheme, year, schemes, choose } }: { readonly chosen: Chosen }) {
  const id = useId();
  const all = schemes.some((each) => each.id === scheme.id) ? schemes : [scheme, ...schemes];
  return (
    <p className={css.choice}>
      <label htmlFor={`${id}-scheme`}>方案</label>
      <select
        id={`${id}-scheme`}
        value={scheme.id}
        onChange={({ target }) => choose(target.value, all.find((each) => each.id === target.value)!.years[0] ?? year)}
      >
        {all.map((each) => (
          <option key={each.id} value={each.id}>
            {each.title}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}-year`}>年度</label>
      <select id={`${id}-year`} value={year} onChange={({ target }) => choose(scheme.id, Number(target.value))}>
        {[...new Set([...scheme.years, year])].map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </select>
    </p>
  );
}
