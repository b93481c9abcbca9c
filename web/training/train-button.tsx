import { createSignal } from "solid-js";
import { RIGHTS_VERSION } from "#contract/rights";
import { adjustBalance, askSession, me } from "../accounts/session.ts";
import { type ApiProblem, api, problemOf } from "../api.ts";
import type { StyleLive } from "../live/style-live.ts";
import { Button, type ButtonVariant } from "../ui/button.tsx";
import { FormProblem } from "../ui/form-problem.tsx";
import { online } from "../ui/network.ts";
import { inputOf, wishGranted, wishOf } from "./train-wish.ts";
import { whyNot } from "./train-words.ts";

export interface TrainButtonProps {
  styleId: string;
  live: StyleLive;
  imageCount: number;
  /** Pictures that have not arrived yet. */
  onTheWay: number;
  label: string;
  variant?: ButtonVariant;
}

/** Starts a training; says its price, or what is missing. */
export function TrainButton(props: TrainButtonProps) {
  const [busy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal<ApiProblem>();
  const reason = () =>
    whyNot({
      // A run taken again brings its own pictures; the Worker knows how many are left.
      images: wishOf(props.styleId).from?.imageCount ?? props.imageCount,
      onTheWay: props.onTheWay,
      credits: me()?.subscription.trainingCredits ?? 0,
      online: online(),
    });
  const train = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await api.train(props.styleId, {
        ...inputOf(wishOf(props.styleId)),
        rightsStatement: { version: RIGHTS_VERSION, accepted: true },
      });
      wishGranted(props.styleId);
      adjustBalance({ trainings: -1 });
      // The clock takes the page's head and this button goes: the eye and the keyboard follow.
      scrollTo({ top: 0 });
      document.getElementById("content")?.focus({ preventScroll: true });
      // The frame usually came first; without a socket this is the only news.
      const training = await api.training(props.styleId);
      props.live.tell({ type: "training", training });
    } catch (thrown) {
      setProblem(problemOf(thrown));
      void askSession();
    } finally {
      setBusy(false);
    }
  };
  return (
    <div>
      <Button
        size="lg"
        fullWidth
        variant={props.variant ?? "primary"}
        disabled={reason() !== undefined}
        loading={busy()}
        act="Handing it in"
        price="1 training"
        aria-describedby={`why-${props.styleId}`}
        onClick={() => void train()}
      >
        {props.label}
      </Button>
      <p id={`why-${props.styleId}`} class="mt-2 text-center text-foreground-secondary text-small empty:hidden">
        {reason()}
      </p>
      <FormProblem sentence={problem()?.message} class="mt-2" />
    </div>
  );
}
