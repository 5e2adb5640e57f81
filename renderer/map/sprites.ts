// Small pictures of what stands on the map, drawn once a look and kept: painting a thousand couriers is then a thousand
// copies. Made anew by courier-layer.ts for another theme or another pixel ratio.
//
// A courier is never told by colour alone: live is filled, old news a ring, lost a dashed ring with its age; trouble adds
// the diamond or the octagon of the board.

import type { CourierFreshness } from '../../shared/domain/courier.ts';
import type { Severity } from '../../shared/domain/job-status.ts';
import type { MapColours } from './map-colours.ts';
import { RING_PARTS, type RingCounts, type RingPart, ringSegments, roughCounts } from './ring-segments.ts';
import type { CourierSeverity } from './severity-roll-up.ts';

export interface Sprite {
  image: CanvasImageSource;
  /** Where its corner lies from the place it stands for, and how large it is, in CSS pixels. */
  left: number;
  top: number;
  width: number;
  height: number;
  ratio: number;
}

/** On whole pixels of the screen: anything between would be blended anew for every picture, at several times the cost. */
export function drawSprite(pen: CanvasRenderingContext2D, sprite: Sprite, x: number, y: number): void {
  const { image, left, top, width, height, ratio } = sprite;
  pen.drawImage(
    image,
    Math.round((x + left) * ratio) / ratio,
    Math.round((y + top) * ratio) / ratio,
    width,
    height,
  );
}

export interface Sprites {
  courier(initials: string, freshness: CourierFreshness, severity: CourierSeverity): Sprite;
  /** @param degrees clockwise from north */
  heading(degrees: number, freshness: CourierFreshness): Sprite;
  age(text: string): Sprite;
  /** Around a cluster's number; the same picture for all that nobody could tell apart. */
  ring(count: number, counts: RingCounts): Sprite;
  number(count: number): Sprite;
  /** Around what is selected or rested on. */
  halo(radius: number, width: number): Sprite;
  /** An end of the job in focus. */
  end(kind: 'pick' | 'drop', severity: Severity): Sprite;
  /** Where a parcel was seen on its way; the last place is filled. */
  stop(isLast: boolean): Sprite;
  /** An end of any other open job: small, filled when it is in trouble. */
  place(kind: 'pick' | 'drop', severity: Severity): Sprite;
}

/** A canvas does not wait for a font: what was drawn before it had come is drawn anew by whoever asks for it. */
export const SPRITE_FONT = '"Inter Variable", system-ui, sans-serif';

export const COURIER_RADIUS = 12;
const HEADING_STEPS = 24;
/** Enough for every look of ten thousand couriers that can be in view; then all are forgotten. */
const MOST_KEPT = 6_000;

export function createSprites(colours: MapColours, ratio: number): Sprites {
  const kept = new Map<string, Sprite>();

  function keep(key: string, box: SpriteBox, draw: (pen: OffscreenCanvasRenderingContext2D) => void): Sprite {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const canvas = new OffscreenCanvas(Math.ceil(box.width * ratio), Math.ceil(box.height * ratio));
    const pen = canvas.getContext('2d');
    if (pen !== null) {
      pen.scale(ratio, ratio);
      pen.translate(-box.left, -box.top);
      pen.textAlign = 'center';
      pen.textBaseline = 'middle';
      draw(pen);
    }
    if (kept.size >= MOST_KEPT) kept.clear();
    const sprite: Sprite = {
      image: canvas.transferToImageBitmap(),
      left: box.left,
      top: box.top,
      width: canvas.width / ratio,
      height: canvas.height / ratio,
      ratio,
    };
    kept.set(key, sprite);
    return sprite;
  }

  const partColour = (part: RingPart) => (part === 'quiet' ? colours.line : colours.severity[part]);

  return {
    courier: (initials, freshness, severity) =>
      keep(
        `courier ${initials} ${freshness} ${severity}`,
        around(COURIER_RADIUS + 1, isTrouble(severity)),
        (pen) => {
          const trouble = isTrouble(severity);
          const ring = freshness === 'lost' && !trouble ? colours.severity.off : colours.severity[severity];
          disc(pen, COURIER_RADIUS + 1, colours.panel);
          if (freshness === 'live') {
            disc(pen, COURIER_RADIUS, ring);
            if (trouble) disc(pen, COURIER_RADIUS - 2.5, colours.severity.steady);
          } else {
            pen.lineWidth = freshness === 'lost' ? 1.75 : 2.5;
            pen.setLineDash(freshness === 'lost' ? [3.5, 2.8] : []);
            pen.strokeStyle = ring;
            circle(pen, COURIER_RADIUS - pen.lineWidth / 2);
            pen.stroke();
            pen.setLineDash([]);
          }
          pen.fillStyle = freshness === 'live' ? colours.panel : colours.text;
          pen.font = `600 ${initials.length > 2 ? 8 : 10}px ${SPRITE_FONT}`;
          pen.fillText(initials, 0, 0.5);
          badge(pen, severity, 9, -9);
        },
      ),
    heading(degrees, freshness) {
      const turn = Math.round((degrees / 360) * HEADING_STEPS);
      const step = ((turn % HEADING_STEPS) + HEADING_STEPS) % HEADING_STEPS;
      const angle = (step / HEADING_STEPS) * 2 * Math.PI;
      const tip = { x: Math.sin(angle) * (COURIER_RADIUS + 4), y: -Math.cos(angle) * (COURIER_RADIUS + 4) };
      const box = { left: Math.round(tip.x) - 8, top: Math.round(tip.y) - 8, width: 16, height: 16 };
      return keep(`heading ${step} ${freshness === 'live'}`, box, (pen) => {
        pen.rotate(angle);
        pen.beginPath();
        pen.moveTo(0, -COURIER_RADIUS - 8);
        pen.lineTo(5.5, -COURIER_RADIUS - 0.5);
        pen.lineTo(-5.5, -COURIER_RADIUS - 0.5);
        pen.closePath();
        pen.lineJoin = 'round';
        pen.lineWidth = 2;
        pen.strokeStyle = colours.panel;
        pen.stroke();
        pen.fillStyle = freshness === 'live' ? colours.text : colours.second;
        pen.fill();
      });
    },
    age: (text) =>
      keep(`age ${text}`, { left: -24, top: -7, width: 48, height: 14 }, (pen) => {
        pen.font = `500 10px ${SPRITE_FONT}`;
        pen.lineWidth = 3;
        pen.lineJoin = 'round';
        pen.strokeStyle = colours.panel;
        pen.strokeText(text, 0, 0.5);
        pen.fillStyle = colours.text;
        pen.fillText(text, 0, 0.5);
      }),
    ring(count, counts) {
      const radius = count < 10 ? 14 : count < 100 ? 16 : 19;
      const rough = roughCounts(counts);
      const { critical, caution, moving, steady, quiet } = rough;
      const key = `ring ${radius} ${critical} ${caution} ${moving} ${steady} ${quiet}`;
      return keep(key, around(radius + 1, critical + caution > 0), (pen) => {
        disc(pen, radius + 1, colours.panel);
        for (const { part, from, to } of ringSegments(rough)) {
          pen.beginPath();
          pen.arc(0, 0, radius - 2, (from - 0.25) * 2 * Math.PI, (to - 0.25) * 2 * Math.PI);
          pen.lineWidth = 4;
          pen.strokeStyle = partColour(part);
          pen.stroke();
        }
        const worst = RING_PARTS.find((part) => counts[part] > 0);
        if (worst !== undefined) badge(pen, worst, radius * 0.72, -radius * 0.72);
      });
    },
    number: (count) =>
      keep(`number ${count}`, { left: -16, top: -8, width: 32, height: 16 }, (pen) => {
        pen.fillStyle = colours.text;
        pen.font = `600 ${count < 100 ? 12 : 11}px ${SPRITE_FONT}`;
        pen.fillText(count < 1000 ? String(count) : `${(count / 1000).toFixed(1)}k`, 0, 0.5);
      }),
    halo: (radius, width) =>
      keep(`halo ${radius} ${width}`, around(radius + width, false), (pen) => {
        circle(pen, radius);
        pen.lineWidth = width;
        pen.strokeStyle = colours.accent;
        pen.stroke();
      }),
    end: (kind, severity) =>
      keep(`end ${kind} ${severity}`, around(10, isTrouble(severity)), (pen) => {
        const half = kind === 'pick' ? 6 : 6.75;
        pen.beginPath();
        if (kind === 'pick') pen.rect(-half, -half, 2 * half, 2 * half);
        else pen.arc(0, 0, half, 0, 2 * Math.PI);
        pen.lineWidth = 6;
        pen.strokeStyle = colours.panel;
        pen.stroke();
        pen.fillStyle = colours.panel;
        pen.fill();
        pen.lineWidth = 3;
        pen.strokeStyle = colours.severity[severity];
        pen.stroke();
        badge(pen, severity, 8, -8);
        if (severity !== 'done') return;
        pen.beginPath();
        pen.moveTo(-3, 0.2);
        pen.lineTo(-0.8, 2.4);
        pen.lineTo(3.2, -2.4);
        pen.lineWidth = 1.75;
        pen.stroke();
      }),
    stop: (isLast) =>
      keep(`stop ${isLast}`, around(6, false), (pen) => {
        disc(pen, 5, isLast ? colours.accent : colours.panel);
        pen.lineWidth = 1.5;
        pen.strokeStyle = colours.accent;
        pen.stroke();
      }),
    place: (kind, severity) =>
      keep(`place ${kind} ${severity}`, around(7, false), (pen) => {
        const trouble = isTrouble(severity);
        const half = trouble ? 4.25 : kind === 'pick' ? 3.25 : 3.75;
        pen.beginPath();
        if (kind === 'pick') pen.rect(-half, -half, 2 * half, 2 * half);
        else pen.arc(0, 0, half, 0, 2 * Math.PI);
        pen.lineWidth = 4;
        pen.strokeStyle = colours.panel;
        pen.stroke();
        pen.fillStyle = trouble ? colours.severity[severity] : colours.panel;
        pen.fill();
        pen.lineWidth = 1.75;
        pen.strokeStyle = colours.severity[severity];
        pen.stroke();
      }),
  };

  /** The board's shapes for trouble; nothing for the others. */
  function badge(pen: OffscreenCanvasRenderingContext2D, part: RingPart | Severity, x: number, y: number) {
    if (!isTrouble(part)) return;
    pen.beginPath();
    if (part === 'caution') {
      pen.moveTo(x, y - 6);
      pen.lineTo(x + 6, y);
      pen.lineTo(x, y + 6);
      pen.lineTo(x - 6, y);
    } else {
      for (let corner = 0; corner < 8; corner += 1) {
        const angle = ((corner + 0.5) / 8) * 2 * Math.PI;
        pen.lineTo(x + 5.5 * Math.cos(angle), y + 5.5 * Math.sin(angle));
      }
    }
    pen.closePath();
    pen.lineWidth = 2.5;
    pen.strokeStyle = colours.panel;
    pen.stroke();
    pen.fillStyle = colours.severity[part];
    pen.fill();
  }
}

interface SpriteBox {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Room for a disc, and for the badge at its upper right. */
function around(radius: number, badge: boolean): SpriteBox {
  const extra = badge ? 5 : 0;
  return { left: -radius, top: -radius - extra, width: 2 * radius + extra, height: 2 * radius + extra };
}

function isTrouble(part: RingPart | Severity): part is 'caution' | 'critical' {
  return part === 'caution' || part === 'critical';
}

function circle(pen: OffscreenCanvasRenderingContext2D, radius: number) {
  pen.beginPath();
  pen.arc(0, 0, radius, 0, 2 * Math.PI);
}

function disc(pen: OffscreenCanvasRenderingContext2D, radius: number, colour: string) {
  circle(pen, radius);
  pen.fillStyle = colour;
  pen.fill();
}
