// A chart in the page: made when first seen, drawn anew when the choice or the size changes, at the sheet's width for print.
import { charts, type ChartName } from '../charts/catalogue';
import type { Choice } from '../charts/choice';
import { echarts } from '../charts/library';
import type { Context, Part } from './context';
import { el } from './dom';

const boxes = new Set<ChartBox>();

export interface ChartPick {
  section?: number;
  river?: number;
}

export class ChartBox implements Part {
  readonly element: HTMLElement;
  private chart: ReturnType<typeof echarts.init> | undefined;
  private visible = false;
  private stale = true; // drawn for another choice, or never
  private readonly observer: ResizeObserver;
  private readonly watcher: IntersectionObserver;

  /** height: px for a width; print: width and height on paper, in px of 1/96 inch. */
  constructor(
    private readonly context: Context,
    private readonly name: ChartName,
    private readonly label: () => string,
    private readonly height: (width: number) => number,
    private readonly print: { width: number; height: number },
    private readonly choice: (choice: Choice) => Choice = (choice) => choice,
    private readonly pick?: (picked: ChartPick) => void,
  ) {
    this.element = el('div', { class: 'chart', role: 'img' });
    this.observer = new ResizeObserver(() => this.request());
    this.observer.observe(this.element);
    this.watcher = new IntersectionObserver(
      (entries) => {
        this.visible = entries[entries.length - 1].isIntersecting;
        if (this.visible && this.stale) this.draw();
      },
      { rootMargin: '400px' },
    );
    this.watcher.observe(this.element);
    boxes.add(this);
  }

  update(): void {
    this.element.setAttribute('aria-label', this.label());
    this.request();
  }

  /** Draws now if in sight, else when it comes into sight. */
  private request(): void {
    this.stale = true;
    if (this.visible) this.draw();
  }

  draw(size?: { width: number; height: number }): void {
    const width = size?.width ?? this.element.clientWidth;
    if (width < 40) return;
    const height = size?.height ?? this.height(width);
    this.element.style.height = `${height}px`;
    this.element.style.width = size ? `${width}px` : '';
    if (!this.chart) {
      this.chart = echarts.init(this.element, null, { renderer: 'svg', width, height });
      this.chart.on('click', (event: { data?: unknown }) => {
        const data = event.data as ChartPick | undefined;
        if (data && (data.section !== undefined || data.river !== undefined)) this.pick?.({ section: data.section, river: data.river });
      });
    } else {
      this.chart.resize({ width, height });
    }
    const option = charts[this.name](this.context.data, { ...this.choice(this.context.choice), width, height }, this.context.language);
    this.chart.setOption(option, { notMerge: true });
    this.stale = size !== undefined;
    if (size) this.chart.getZr().flush();
  }

  draw_for_print(): void {
    this.draw(this.print);
  }

  back_on_screen(): void {
    this.element.style.width = '';
    this.request();
  }

  dispose(): void {
    this.observer.disconnect();
    this.watcher.disconnect();
    this.chart?.dispose();
    boxes.delete(this);
  }
}

/** Charts take the width of paper while it is printed; folded parts that belong on paper open. */
export function prepare_for_print(): void {
  const opened: HTMLDetailsElement[] = [];
  window.addEventListener('beforeprint', () => {
    for (const details of document.querySelectorAll<HTMLDetailsElement>('details.on-paper:not([open])')) {
      details.open = true;
      opened.push(details);
    }
    for (const box of boxes) box.draw_for_print();
  });
  window.addEventListener('afterprint', () => {
    for (const details of opened.splice(0)) details.open = false;
    for (const box of boxes) box.back_on_screen();
  });
}

/** Lets go of every chart, before the page is built anew. */
export function dispose_charts(): void {
  for (const box of [...boxes]) box.dispose();
}
