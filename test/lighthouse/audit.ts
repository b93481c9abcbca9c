import lighthouse, { type Flags } from "lighthouse";
import { openStudio } from "../journeys/browser.ts";
import { freePorts } from "../journeys/ports.ts";

const categories = ["performance", "accessibility", "best-practices", "seo"] as const;
const metrics = [
  "first-contentful-paint",
  "largest-contentful-paint",
  "total-blocking-time",
  "cumulative-layout-shift",
  "speed-index",
];
export type Category = (typeof categories)[number];

export interface Audit {
  /** 0–100. */
  scores: Record<Category, number>;
  /** What performance is made of, as Lighthouse words it. */
  metrics: string;
  /** What lost points outside performance, a line each. */
  faults: string[];
}

/** Lighthouse as it comes: a phone of the middle class on a slow line, simulated; one fresh browser, unpacked before or now, for all runs. */
export async function audit(url: string, times: number, unpacked?: string): Promise<Audit[]> {
  const [port = 0] = await freePorts(1);
  const studio = await openStudio(unpacked, [`--remote-debugging-port=${port}`]);
  const flags: Flags = { port, onlyCategories: [...categories], logLevel: "error" };
  try {
    const audits: Audit[] = [];
    for (let time = 0; time < times; time += 1) audits.push(await once(url, flags));
    return audits;
  } finally {
    await studio.close();
  }
}

async function once(url: string, flags: Flags): Promise<Audit> {
  const report = (await lighthouse(url, flags))?.lhr;
  if (!report || report.runtimeError) throw new Error(report?.runtimeError?.message ?? "Lighthouse gave no report.");
  const scoreOf = (category: Category) => Math.round((report.categories[category]?.score ?? 0) * 100);
  const faults = categories
    .filter((category) => category !== "performance")
    .flatMap((category) => report.categories[category]?.auditRefs ?? [])
    .filter(({ weight }) => weight > 0)
    .flatMap(({ id }) => {
      const found = report.audits[id];
      return found?.score !== null && found?.score !== undefined && found.score < 1
        ? [`${found.title}: ${JSON.stringify(found.details).slice(0, 1_000)}`]
        : [];
    });
  return {
    scores: {
      performance: scoreOf("performance"),
      accessibility: scoreOf("accessibility"),
      "best-practices": scoreOf("best-practices"),
      seo: scoreOf("seo"),
    },
    metrics: metrics.map((id) => `${id} ${report.audits[id]?.displayValue}`).join(", "),
    faults,
  };
}
