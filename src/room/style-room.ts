import { DurableObject } from "cloudflare:workers";
import { type Frame, SIGNED_OUT } from "../contract/live.ts";
import { isProof } from "../generation/machine.ts";
import { describe, log } from "../http/log.ts";
import { settingsOf } from "../http/settings.ts";
import type { Snapshot } from "../replicate/snapshot.ts";
import { KEPT_MS, nextWake } from "./alarm.ts";
import { isAwaited, pay } from "./effects.ts";
import { type Entities, entitiesOf, frameOf, type Job, type Knock, moveJob, type SharedEvent } from "./job.ts";
import { noteMove, noteUnpaid } from "./journal.ts";
import { afterFailure, due, GRACE_MS, type Owed, PAYING_MS } from "./outbox.ts";
import { answerPings, broadcast, maySee, type Seat, send } from "./sockets.ts";
import { Store } from "./store.ts";
import { ELSEWHERE_MS, isPaid, QUIET_MS, type Turn, turnOf } from "./turn.ts";
import { unfinishedOf } from "./unfinished.ts";

/** What a knock did. `frame` is the job as it now stands; null when the room does not know it. */
export interface Applied {
  ignored: string | null;
  frame: Frame | null;
}

const RECENT_MS = 60 * 60 * 1_000;
const RECENT_MOST = 50;
/** Until a job that this release cannot move, perhaps of a newer one, is looked at again. */
const STUCK_MS = 60_000;

/** One per style: the only writer of the statuses of its trainings and generations. */
export class StyleRoom extends DurableObject<Env> {
  readonly #store: Store;
  /** Debts being paid at this moment. */
  readonly #busy = new Set<number>();
  /** When the alarm will ring; null when unknown. */
  #armed: number | null = null;
  /** Whether it would ring only for a debt that is just being paid. */
  #precaution = false;
  /** Until when proofs pause. A room that slept was quiet long enough. */
  #quietFrom = 0;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#store = new Store(ctx.storage.sql);
    answerPings(ctx);
  }

  /** The one door: a click, a consumer, a webhook and the clock all come through here. Idempotent for every event. */
  async apply(id: string, knock: Knock): Promise<Applied> {
    const ignored = this.#knock(id, knock);
    await this.#afterwards();
    return { ignored, frame: this.#frame(id) };
  }

  /** The door for who does not know what kind of job it is. */
  async tell(id: string, event: SharedEvent): Promise<Applied> {
    const ignored = this.#tell(id, event);
    await this.#afterwards();
    return { ignored, frame: this.#frame(id) };
  }

  /** Finished pictures go into the bin, or come back from it; those that left the room long ago need no word. */
  async bin(ids: string[], type: "binned" | "restored"): Promise<void> {
    for (const id of ids) if (this.#store.job(id)) this.#knock(id, { kind: "generation", event: { type } });
  }

  /** Hands out the work that waits, once; null when another delivery has it or nothing is to be done. */
  async claim(id: string): Promise<Job | null> {
    const refused = this.#tell(id, { type: "claimed", token: crypto.randomUUID() });
    await this.#afterwards();
    return refused === null ? this.#store.job(id) : null;
  }

  /** A webhook whose signature is checked. The token says which attempt it speaks of; a repeat changes nothing. */
  async hear(id: string, webhookId: string, token: string, snapshot: Snapshot): Promise<string | null> {
    const ignored = this.ctx.storage.transactionSync(() =>
      this.#store.see(webhookId, Date.now()) ? this.#tell(id, { type: "observed", token, snapshot }) : "a repeat",
    );
    await this.#afterwards();
    return ignored;
  }

  /** Has the proofs made that a version's sheet lacks; the same round again changes nothing. */
  async prove(trainingId: string, round: number): Promise<void> {
    if (!this.#store.closed) this.#store.owe(trainingId, { type: "prove", trainingId, round }, Date.now());
    await this.#afterwards();
    await this.alarm();
  }

  /** What is in flight, or the jobs asked for, as only the room knows it; a higher rev than D1's wins. */
  async live(ids?: string[]): Promise<Entities> {
    const jobs = ids ? ids.map((id) => this.#store.job(id)).filter((job) => job !== null) : this.#store.awake();
    return entitiesOf(settingsOf(this.env), jobs, Date.now());
  }

  /** Tells every open page of a change that is not the room's own, such as an image's. */
  async announce(frame: Frame): Promise<void> {
    broadcast(this.ctx.getWebSockets(), frame, null);
  }

  /** Closes the sockets of sessions that have ended. */
  async leave(sessionIds: string[]): Promise<void> {
    for (const socket of sessionIds.flatMap((id) => this.ctx.getWebSockets(id))) {
      socket.close(SIGNED_OUT, "The session has ended.");
    }
  }

  /** Does now what the alarm would do later. */
  async tap(): Promise<void> {
    await this.alarm();
  }

  /** Refuses further work for ever, cancels what runs and gives back what it held; repeatable. Throws while a hold is not given back. */
  async close(styleId: string): Promise<void> {
    this.#store.close(Date.now());
    const { births, versions } = await unfinishedOf(this.env.DB, styleId);
    for (const birth of births) this.#knock(idOf(birth), birth);
    for (const job of this.#store.awake()) this.#tell(job.state.copy.id, { type: "closed" });
    for (const version of versions) this.#store.owe(styleId, { type: "forget", version }, Date.now());
    broadcast(this.ctx.getWebSockets(), { type: "style-removed" }, null);
    for (const socket of this.ctx.getWebSockets()) socket.close(1000, "The style was deleted.");
    await this.#afterwards();
    if (this.#store.owed().some(({ effect }) => effect.type === "settle")) throw new Error("holds are not settled yet");
  }

  /** Forgets an ended training for good and owes the provider its version's removal; repeatable. Late news of it are then of no job at all. */
  async retire(id: string, version: string | null, rev: number): Promise<void> {
    for (const { kind, state } of this.#store.awake()) {
      if (kind !== "generation" || !isProof(state) || state.copy.trainingId !== id) continue;
      this.#knock(state.copy.id, { kind, event: { type: "removed" } });
    }
    this.ctx.storage.transactionSync(() => {
      this.#store.remove(id);
      if (version !== null) this.#store.owe(id, { type: "forget", version }, Date.now());
    });
    broadcast(this.ctx.getWebSockets(), { type: "training-removed", trainingId: id, rev }, null);
    await this.#afterwards();
  }

  /** The live socket. The caller has checked who asks and says it in the two headers. */
  override async fetch(request: Request): Promise<Response> {
    if (this.#store.closed) return new Response("This style was deleted.", { status: 410 });
    const seat: Seat = {
      userId: request.headers.get("X-User-Id") ?? "",
      sessionId: request.headers.get("X-Session-Id") ?? "",
      owner: request.headers.get("X-Style-Owner") === "yes",
    };
    const { 0: page, 1: own } = new WebSocketPair();
    this.ctx.acceptWebSocket(own, [seat.sessionId]);
    own.serializeAttachment(seat);
    send(own, JSON.stringify(this.#snapshot(seat)));
    return new Response(null, { status: 101, webSocket: page });
  }

  override webSocketMessage(): void {}
  override webSocketClose(socket: WebSocket): void {
    socket.close();
  }

  override async alarm(): Promise<void> {
    this.#armed = null;
    this.#precaution = false;
    const now = Date.now();
    for (const job of this.#store.awake(now)) this.#tick(job.state.copy.id, now);
    await this.#drain(false);
    await this.#giveTurn();
    this.#store.forget(now - KEPT_MS);
    await this.#arm(0);
  }

  /** One job that cannot be moved must not stop the clock of the others. */
  #tick(id: string, now: number): void {
    try {
      this.#tell(id, { type: "tick" });
    } catch (error) {
      this.#store.snooze(id, now + STUCK_MS);
      log("error", "room.stuck", { jobId: id, reason: describe(error) });
    }
  }

  #tell(id: string, event: SharedEvent): string | null {
    const job = this.#store.job(id);
    return job ? this.#knock(id, { kind: job.kind, event }) : "no such job";
  }

  /** One synchronous transaction keeps the new state and what it owes; then everyone hears of it. @returns why it was ignored. */
  #knock(id: string, knock: Knock): string | null {
    const now = Date.now();
    const before = this.#store.job(id);
    const moved = moveJob(before, knock, now);
    this.ctx.storage.transactionSync(() => {
      if ("job" in moved) this.#store.put(moved.job, now);
      for (const effect of moved.effects) this.#store.owe(id, effect, now);
    });
    if ("ignored" in moved) {
      log("info", "room.ignored", { jobId: id, kind: knock.kind, knock: knock.event.type, why: moved.ignored });
      return moved.ignored;
    }
    if (knock.event.type === "requested" && this.#store.closed) return this.#tell(id, { type: "closed" });
    if (isPaid(moved.job)) this.#quietFrom = now + QUIET_MS;
    noteMove(this.env, before, moved.job, knock);
    const frame = frameOf(settingsOf(this.env), moved.job, now);
    broadcast(this.ctx.getWebSockets(), frame, moved.job.state.copy.userId);
    return null;
  }

  /** The alarm is set before the first payment, so that a crash in the middle forgets nothing. */
  async #afterwards(): Promise<void> {
    for (const id of this.#turn().yields) this.#knock(id, { kind: "generation", event: { type: "yield" } });
    await this.#arm(GRACE_MS);
    await this.#drain(true);
    await this.#arm(0);
  }

  #turn(): Turn {
    if (!this.#store.proving) return { yields: [], next: null };
    return turnOf(this.#store.awake(), this.#quietFrom, Date.now());
  }

  /** Lets the next proof begin, unless its artist waits for something in another style. */
  async #giveTurn(): Promise<void> {
    const { next } = this.#turn();
    if (!next || next.at > Date.now()) return;
    if (await isAwaited(this.env, next.userId)) {
      this.#quietFrom = Date.now() + ELSEWHERE_MS;
      return;
    }
    // Something may have come while the database was asked.
    const now = this.#turn().next;
    if (!now || now.at > Date.now()) return;
    this.#knock(now.id, { kind: "generation", event: { type: "turn" } });
    await this.#drain(true);
  }

  async #drain(promptOnly: boolean): Promise<void> {
    await Promise.all(due(this.#store.owed(), this.#busy, Date.now(), promptOnly).map((owed) => this.#pay(owed)));
  }

  async #pay(owed: Owed): Promise<void> {
    const { seq, jobId, effect } = owed;
    const job = this.#store.job(jobId);
    this.#busy.add(seq);
    try {
      const paid = await pay(this.env, effect, job, () => this.#taken(jobId));
      this.#store.paid(seq);
      if (!paid) return;
      if ("event" in paid) this.#tell(jobId, paid.event);
      else for (const birth of paid.births) this.#knock(idOf(birth), birth);
      await this.#drain(true);
    } catch (error) {
      const next = afterFailure(owed, Date.now());
      noteUnpaid(this.env, job, owed, next === "dropped", error);
      if (next === "dropped") this.#store.paid(seq);
      else this.#store.postpone(seq, next.dueAt);
    } finally {
      this.#busy.delete(seq);
    }
  }

  /** Remote runs that are not `jobId`'s to find. */
  #taken(jobId: string): Set<string> {
    const ids = this.#store.remoteIds();
    const own = this.#store.job(jobId)?.state.purchase;
    for (const { remoteId } of own?.past ?? []) if (remoteId) ids.add(remoteId);
    if (own?.remoteId) ids.delete(own.remoteId);
    return ids;
  }

  /** @param graceMs how long debts may wait for someone who is about to pay them. */
  async #arm(graceMs: number): Promise<void> {
    const now = Date.now();
    const { debt, ...clocks } = this.#store.clocks(this.#busy, now + PAYING_MS);
    const turn = this.#turn().next?.at ?? null;
    const next = nextWake({ ...clocks, turn, debt: debt === null ? null : Math.max(debt, now + graceMs) }, now);
    // An alarm that rings early only looks and sleeps again; one that was a precaution is put right.
    if (!this.#precaution && this.#armed !== null && this.#armed > now && (next === null || this.#armed <= next))
      return;
    if (this.#armed === next) return;
    this.#precaution = graceMs > 0 && next !== null && debt !== null && next > debt;
    this.#armed = next;
    if (next === null) await this.ctx.storage.deleteAlarm();
    else await this.ctx.storage.setAlarm(next);
  }

  #frame(id: string): Frame | null {
    const job = this.#store.job(id);
    return job && frameOf(settingsOf(this.env), job, Date.now());
  }

  #snapshot(seat: Seat): Frame {
    const since = Date.now() - RECENT_MS;
    const trainings = this.#store.recent("training", since, RECENT_MOST);
    const generations = this.#store.recent("generation", since, RECENT_MOST);
    const visible = generations.filter((job) => maySee(seat, job.state.copy.userId));
    return { type: "snapshot", ...entitiesOf(settingsOf(this.env), [...trainings, ...visible], Date.now()) };
  }
}

const idOf = (birth: Knock): string => (birth.event.type === "requested" ? birth.event.copy.id : "");
