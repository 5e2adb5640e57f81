// The map in words. Couriers in view, for the keyboard: shown while it has the focus. And what a click on several things
// at one place offers to choose from.

import { CloseButton } from '@mantine/core';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useTick } from '../ui/clock.ts';
import { SeverityMark } from '../ui/severity-mark.tsx';
import type { DeskMap } from './desk-map.ts';
import classes from './map.module.css';
import type { MapListItem } from './map-ui.ts';
import { texts } from './texts.ts';

const MOST_LISTED = 50;
const RENEW_MS = 2_000;

export function MapLists({ map }: { map: DeskMap }) {
  const offered = useStore(map.ui, (state) => state.list);
  return offered === null ? <CouriersInView map={map} /> : <Offered map={map} {...offered} />;
}

function CouriersInView({ map }: { map: DeskMap }) {
  const [focused, setFocused] = useState(false);
  useTick((now) => (focused ? Math.floor(now / RENEW_MS) : 0));
  const { items, total } = focused ? map.couriersInView(MOST_LISTED) : { items: [], total: 0 };
  return (
    <div className={classes.list} data-on-focus="">
      <div className={classes.listHead}>{texts.couriersInView}</div>
      <Items
        map={map}
        title={texts.couriersInView}
        items={items}
        onFocus={() => setFocused(true)}
        onBlur={() => {
          setFocused(false);
          map.rest(null);
        }}
      />
      <div className={classes.listFoot}>
        {focused && total === 0 ? texts.noneInView : texts.couriersHelp}
        {total > items.length && ` ${texts.more(total - items.length)}`}
      </div>
    </div>
  );
}

function Offered({ map, title, items }: { map: DeskMap; title: string; items: MapListItem[] }) {
  return (
    <div className={classes.list}>
      <div className={classes.listHead}>
        {title}
        <CloseButton aria-label={texts.close} onClick={() => map.closeList()} />
      </div>
      <Items map={map} title={title} items={items} takeFocus />
    </div>
  );
}

interface ItemsProps {
  map: DeskMap;
  title: string;
  items: MapListItem[];
  takeFocus?: boolean;
  onFocus?: () => void;
  onBlur?: () => void;
}

function Items({ map, title, items, takeFocus = false, onFocus, onBlur }: ItemsProps) {
  const list = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<string | null>(null);
  const id = useId();
  const index = items.findIndex(({ key }) => key === active);

  useEffect(() => {
    if (takeFocus) list.current?.focus();
  }, [takeFocus]);

  function rest(item: MapListItem | undefined) {
    if (item === undefined) return;
    setActive(item.key);
    map.rest(item.courierId);
    list.current?.querySelector(`[data-key="${CSS.escape(item.key)}"]`)?.scrollIntoView({ block: 'nearest' });
  }

  function press(event: KeyboardEvent) {
    const last = items.length - 1;
    if (event.key === 'ArrowDown') rest(items[Math.min(last, index + 1)]);
    else if (event.key === 'ArrowUp') rest(items[Math.max(0, index - 1)]);
    else if (event.key === 'Home') rest(items[0]);
    else if (event.key === 'End') rest(items[last]);
    else if (event.key === 'Enter') items[index]?.pick();
    else if (event.key === 'Escape') {
      map.closeList();
      list.current?.blur();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div
      ref={list}
      className={classes.items}
      role="listbox"
      tabIndex={0}
      aria-label={title}
      aria-activedescendant={index < 0 ? undefined : `${id}${index}`}
      onKeyDown={press}
      onFocus={onFocus}
      onBlur={onBlur}
    >
      {items.map((item, place) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the list's
        <div
          key={item.key}
          id={`${id}${place}`}
          data-key={item.key}
          className={classes.item}
          role="option"
          aria-selected={item.key === active}
          tabIndex={-1}
          onClick={item.pick}
          onPointerEnter={() => rest(item)}
        >
          <SeverityMark severity={item.severity} />
          <span className={classes.itemName}>{item.label}</span>
          <span className={classes.itemHint}>{item.hint}</span>
        </div>
      ))}
    </div>
  );
}
