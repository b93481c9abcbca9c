import { Article, type Chapter, Contact } from "./article.tsx";

const chapters: Chapter[] = [
  {
    id: "yours",
    heading: "What is yours stays yours",
    text: [
      "You keep every right in the pictures you send, in the style learned from them and in the pictures made with it, as far as the law gives you one. You allow this site to store and process them for you, and for nothing else.",
      "Your style is used by you alone. Nobody else can paint in it.",
    ],
  },
  {
    id: "pictures",
    heading: "Which pictures you may send",
    text: [
      "Work you made yourself, or work whose maker has allowed you in so many words to train on it.",
      [
        "No pictures of people who did not agree to be in a training set.",
        "Nothing sexual with minors, no abuse, nothing that the law where you live or where this site runs forbids.",
        "No passing off: do not say that a picture made here was painted by a living artist who did not paint it.",
      ],
      "A style that breaks this can be closed by whoever runs this site. You are told which and why.",
    ],
  },
  {
    id: "price",
    heading: "What it costs, and when it does not",
    text: [
      "The price stands on the button before you press it, in trainings and pictures. It is set aside when the work begins and charged when it is done.",
      "Work that fails, that you cancel, or that is later than the time on its clock is given back by itself, once. Each movement is a line in your ledger.",
      "What is sold for money is sold through Stripe, with the price shown there before you pay. A site that sells nothing says so on its page of prices.",
    ],
  },
  {
    id: "quality",
    heading: "What we can and cannot promise",
    text: [
      "A style is called trained only after it has painted a test picture you can look at. Whether it is good enough is for your eye to say.",
      "Models make mistakes: a picture may look like somebody's work you never sent, or show what you did not ask for. Look before you publish. The machines behind this site sometimes stop; then you are told, and nothing you made is lost by it.",
      "The software is given as it is, without warranty beyond what the law demands.",
    ],
  },
  {
    id: "account",
    heading: "Your account",
    text: [
      "One person, one account. Keep your password to yourself; whoever has it is you, for this site.",
      "You can stop at any time: delete your styles and their pictures and sign out. Nothing is owed for time in which you do nothing, unless you have a plan that runs until you end it.",
      "An account that attacks the site or other artists is closed.",
    ],
  },
  {
    id: "change",
    heading: "When these words change",
    text: ["The date above changes with them. What you paid for before stays under the words of that day."],
  },
];

export default function Terms() {
  return (
    <Article
      title="Terms"
      short="Bring your own work. It stays yours. You pay for what worked."
      asOf="22 November 2026"
      chapters={chapters}
      end={<Contact />}
    />
  );
}
