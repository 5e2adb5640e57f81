// Time left, the window, and how old the news is: the first thing to look at.

import { isOpen } from '../../shared/domain/job-status.ts';
import { useDeskStore } from '../state/use-desk.ts';
import { Age } from '../ui/age.tsx';
import { currentTime } from '../ui/clock.ts';
import { clockTime, clockWindow } from '../ui/clock-time.ts';
import { Countdown } from '../ui/countdown.tsx';
import classes from './job.module.css';
import { texts } from './texts.ts';
import { useJob } from './use-job.ts';

export function JobClock() {
  const { job } = useJob();
  const newsStaleMs = useDeskStore('settings', (state) => state.settings.ageing.newsStaleMs);
  const open = isOpen(job.status);
  const now = currentTime();
  const window = clockWindow(job.windowFromAt, job.windowToAt, now);
  const dated = job.promiseAt !== null || window !== '' || job.readyAt !== null;
  return (
    <div className={classes.stack}>
      {dated && (
        <dl className={classes.clock}>
          {job.promiseAt !== null && (
            <div>
              <dt>{texts.promise}</dt>
              <dd className={classes.countdown}>
                {open ? (
                  <Countdown promiseAt={job.promiseAt} />
                ) : (
                  texts.promiseKept(clockTime(job.promiseAt, now))
                )}
              </dd>
            </div>
          )}
          {window !== '' && (
            <div>
              <dt>{texts.window}</dt>
              <dd>{window}</dd>
            </div>
          )}
          {job.readyAt !== null && (
            <div>
              <dt>{texts.ready}</dt>
              <dd>{clockTime(job.readyAt, now)}</dd>
            </div>
          )}
        </dl>
      )}
      <p className={classes.second}>
        {job.receivedAt === null ? (
          texts.noNews
        ) : (
          <>
            {texts.news} <Age at={job.receivedAt} {...(open ? { staleMs: newsStaleMs } : {})} /> {texts.ago}
          </>
        )}
        {job.sourceAt !== null && `, ${texts.theirChange(clockTime(job.sourceAt, now))}`}
      </p>
    </div>
  );
}
