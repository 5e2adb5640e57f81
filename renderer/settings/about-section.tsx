// Which program this is.

import { useDeskStore } from '../state/use-desk.ts';
import classes from './settings.module.css';
import { texts } from './texts.ts';

export function AboutSection() {
  const hello = useDeskStore('host', (state) => state.hello);
  if (hello === null) return null;
  return (
    <dl className={classes.facts}>
      <div>
        <dt>{texts.about.version}</dt>
        <dd>Switchyard {hello.version}</dd>
      </div>
      <div>
        <dt>{texts.about.host}</dt>
        <dd>{texts.about.hosts[hello.host]}</dd>
      </div>
      <div>
        <dt>{texts.about.licence}</dt>
        <dd>{texts.about.apache}</dd>
      </div>
    </dl>
  );
}
