// One canvas over the whole view, painted at most once per animation frame, and exactly as sharp as the screen. During a
// zoom it goes along by transform and is painted when the zoom has ended. Made by leaflet-map.ts; what is painted is the
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

/** Paints one picture of the view on a cleared canvas; all measures are CSS pixels of the canvas. */
export type Paint = (context: CanvasRenderingContext2D, box: ViewBox, zoom: number) => void;

interface CanvasOptions {
  pane: string;
  paint: Paint;
  /** How far beyond the view is painted, as a part of it. With some, dragging shows what is there already. */
  padding: number;
}

export class CanvasLayer extends Layer {
  readonly #canvas = DomUtil.create('canvas', 'leaflet-zoom-animated');
  readonly #settings: CanvasOptions;
  #shown: LeafletMap | null = null;
  #frame = 0;
  #zooming = false;
  /** What the picture on the canvas shows; null before the first. */
  #painted: { zoom: number; box: ViewBox } | null = null;

  constructor(options: CanvasOptions) {
    super();
    Util.setOptions(this, { pane: options.pane });
    this.#settings = options;
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
      moveend: this.repaint,
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
    const { padding } = this.#settings;
    if (padding === 0 || this.#painted === null || this.#shown === null) return this.repaint();
    const { box, zoom } = this.#painted;
    const size = this.#shown.getSize();
    const view = this.#shown.getPixelBounds();
    const inside =
      zoom === this.#shown.getZoom() &&
      (view.min?.x ?? 0) >= box.left &&
      (view.min?.y ?? 0) >= box.top &&
      (view.min?.x ?? 0) + size.x <= box.left + box.width &&
      (view.min?.y ?? 0) + size.y <= box.top + box.height;
    if (!inside) this.repaint();
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
    if (map === null) return;
    const { paint, padding } = this.#settings;
    const size = map.getSize();
    const margin = point(Math.round(size.x * padding), Math.round(size.y * padding));
    const width = size.x + 2 * margin.x;
    const height = size.y + 2 * margin.y;
    const ratio = globalThis.devicePixelRatio || 1;
    const canvas = this.#canvas;
    const context = canvas.getContext('2d');
    if (context === null || width === 0 || height === 0) return;
    const pixelsWide = Math.round(width * ratio);
    const pixelsHigh = Math.round(height * ratio);
    if (canvas.width !== pixelsWide || canvas.height !== pixelsHigh) {
      canvas.width = pixelsWide;
      canvas.height = pixelsHigh;
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    }
    const corner = map.containerPointToLayerPoint([0, 0]).subtract(margin).round();
    DomUtil.setPosition(canvas, corner);
    const origin = map.getPixelOrigin().add(corner);
    const zoom = map.getZoom();
    const box: ViewBox = { scale: worldSize(zoom), left: origin.x, top: origin.y, width, height };
    this.#painted = { zoom, box };
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    paint(context, box, zoom);
  }
}
