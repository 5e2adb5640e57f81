// One canvas over the whole view, painted at most once per animation frame, and exactly as sharp as the screen. Dragging
// moves it as it is, until what is in view was never painted. During a zoom it goes along by transform and is painted when
// the zoom has ended. Made by leaflet-map.ts; what is painted is the
// painter's business.

import {
  DomUtil,
  Layer,
  type LeafletEventHandlerFn,
  type Map as LeafletMap,
  point,
  Util,
  type ZoomAnimEvent,
} from 'leaflet';
import { type ViewBox, worldSize } from './mercator.ts';

/**
 * Paints one picture of the view; all measures are CSS pixels of the canvas.
 *
 * @param isEmpty nothing stands on the canvas. Otherwise it is the picture of the same box that was painted last
 */
export type Paint = (context: CanvasRenderingContext2D, box: ViewBox, zoom: number, isEmpty: boolean) => void;

export interface CanvasOptions {
  /** How far beyond the view is painted, as a part of it. With some, dragging shows what is there already. */
  padding?: number;
  /** The painter itself clears what is no longer right: the canvas stays where it is while the view lies within it. */
  keeps?: boolean;
}

export class CanvasLayer extends Layer {
  readonly #canvas = DomUtil.create('canvas', 'leaflet-zoom-animated');
  readonly #paintPicture: Paint;
  readonly #padding: number;
  readonly #keeps: boolean;
  #shown: LeafletMap | null = null;
  #frame = 0;
  #zooming = false;
  /** What the picture on the canvas shows; null before the first. */
  #painted: { zoom: number; box: ViewBox } | null = null;

  constructor(pane: string, paint: Paint, { padding = 0, keeps = false }: CanvasOptions = {}) {
    super();
    Util.setOptions(this, { pane });
    this.#paintPicture = paint;
    this.#padding = padding;
    this.#keeps = keeps;
  }

  /** Paints with the next frame; as often as it is called, once. */
  readonly repaint = (): void => {
    if (this.#shown === null || this.#frame !== 0 || this.#zooming) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#paint();
    });
  };

  override onAdd(map: LeafletMap): this {
    this.#shown = map;
    this.getPane()?.append(this.#canvas);
    this.repaint();
    return this;
  }

  override onRemove(): this {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#shown = null;
    this.#painted = null;
    this.#canvas.remove();
    return this;
  }

  override getEvents(): Record<string, LeafletEventHandlerFn> {
    return {
      move: () => this.#moved(),
      moveend: () => (this.#keeps ? this.#moved() : this.repaint()),
      resize: this.repaint,
      viewreset: () => this.#zoomDone(),
      zoomend: () => this.#zoomDone(),
      zoomanim: (event) => this.#followZoom(event as ZoomAnimEvent),
    };
  }

  #zoomDone() {
    this.#zooming = false;
    this.repaint();
  }

  #moved() {
    if (this.#shown !== null && !this.#holds(this.#shown)) this.repaint();
  }

  /** Whether the picture on the canvas has all that is in view. */
  #holds(map: LeafletMap): boolean {
    if (this.#padding === 0 || this.#painted === null || this.#painted.zoom !== map.getZoom()) return false;
    const { left, top, width, height } = this.#painted.box;
    const { x, y } = map.getSize();
    const { min } = map.getPixelBounds();
    if (min === undefined) return false;
    return min.x >= left && min.y >= top && min.x + x <= left + width && min.y + y <= top + height;
  }

  /** Where the corner will lie once the zoom has ended: the browser moves and scales the old picture there meanwhile. */
  #followZoom({ center, zoom }: ZoomAnimEvent) {
    const map = this.#shown;
    if (map === null || this.#painted === null) return;
    this.#zooming = true;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const { box, zoom: oldZoom } = this.#painted;
    const scale = map.getZoomScale(zoom, oldZoom);
    const newOrigin = map
      .project(center, zoom)
      .subtract(map.getSize().divideBy(2))
      .subtract(map.containerPointToLayerPoint([0, 0]))
      .round();
    DomUtil.setTransform(this.#canvas, point(box.left * scale, box.top * scale).subtract(newOrigin), scale);
  }

  #paint() {
    const map = this.#shown;
    const context = this.#canvas.getContext('2d');
    if (map === null || context === null) return;
    const zoom = map.getZoom();
    const kept = this.#keeps && this.#holds(map) ? this.#painted : null;
    const box = kept?.box ?? this.#boxAround(map);
    if (box.width === 0 || box.height === 0) return;
    const ratio = globalThis.devicePixelRatio || 1;
    const isAnother = this.#fit(box, ratio);
    const { x, y } = map.getPixelOrigin();
    DomUtil.setPosition(this.#canvas, point(box.left - x, box.top - y));
    this.#painted = { zoom, box };
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const isEmpty = kept === null || isAnother;
    if (isEmpty) context.clearRect(0, 0, box.width, box.height);
    this.#paintPicture(context, box, zoom, isEmpty);
  }

  #boxAround(map: LeafletMap): ViewBox {
    const size = map.getSize();
    const margin = point(Math.round(size.x * this.#padding), Math.round(size.y * this.#padding));
    const corner = map.containerPointToLayerPoint([0, 0]).subtract(margin).round();
    const { x, y } = map.getPixelOrigin().add(corner);
    const scale = worldSize(map.getZoom());
    return { scale, left: x, top: y, width: size.x + 2 * margin.x, height: size.y + 2 * margin.y };
  }

  /** Answers whether the canvas had another size, and has lost its picture. */
  #fit({ width, height }: ViewBox, ratio: number): boolean {
    const canvas = this.#canvas;
    const pixelsWide = Math.round(width * ratio);
    const pixelsHigh = Math.round(height * ratio);
    if (canvas.width === pixelsWide && canvas.height === pixelsHigh) return false;
    canvas.width = pixelsWide;
    canvas.height = pixelsHigh;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    return true;
  }
}
