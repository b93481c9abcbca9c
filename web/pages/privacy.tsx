import { Article, type Chapter, Contact } from "./article.tsx";

const chapters: Chapter[] = [
  {
    id: "kept",
    heading: "What is kept",
    text: [
      [
        "Your account: email address, the name you chose, and your password as a scrypt hash, from which nobody can read it.",
        "Your sign-ins: one row for each with the browser's name, which ends when you sign out or after 30 days.",
        "If you sign in with Google or Discord: your id and address there, and nothing else of what they know.",
        "Your statement that you may train on your pictures: its date, its words, and the size and checksum of each picture.",
        "Your work: the pictures you send, a small copy of each, their captions, your styles' names and descriptions.",
        "What you ask for: each prompt with its settings and seed, and the picture that came of it.",
        "What was counted: every training and picture that was charged or given back, as a line in your ledger.",
      ],
      "That is all. There are no statistics about visitors, no advertising and no trackers on these pages; they load nothing from other sites.",
    ],
  },
  {
    id: "who-sees",
    heading: "Who sees it",
    text: [
      "Nobody but you. Pictures are reached through signed links that are made for you and end within a day. Somebody else who asks for your style, picture or job is told that there is nothing there.",
      "A picture becomes public only if you share it yourself, and you can take that back.",
      "Whoever runs this site can, as with any site, technically reach what is stored on it. The log of the site leaves out passwords, links, prompts and captions.",
    ],
  },
  {
    id: "others",
    heading: "Who works for us",
    text: [
      [
        "Cloudflare runs the site and stores rows and pictures.",
        "Replicate trains and paints, where this site is connected to it: it is given your training set and captions while a training runs, and each prompt. It deletes what it painted after about an hour; a copy is kept here before that. A trained version lies in a private model that belongs to this site; deleting the version or its style asks Replicate to delete it there too.",
        "Cloudflare also sends the mails you get, where this site sends any. They load nothing and report nothing back.",
        "Stripe takes payments, where this site sells anything. Card numbers never come here.",
      ],
      "A site that runs with the local engine sends nothing to Replicate: it learns and paints on its own machine.",
      "Your pictures train your style and nothing else.",
    ],
  },
  {
    id: "browser",
    heading: "What your browser keeps",
    text: [
      "One cookie, which is your sign-in. Scripts cannot read it, and it is sent to this site alone.",
      "In the browser's own storage: captions and prompts you are writing, pictures on their way here, and the notes under the bell. Signing out clears the drafts and notes, and drops pictures that were still on their way.",
      "The files of the site itself and one page for when the network is away; never your pictures or what the site answered.",
    ],
  },
  {
    id: "how-long",
    heading: "How long",
    text: [
      [
        "Pictures, captions, styles and results: until you delete them. Nothing is cleared away because of its age.",
        "A deleted picture or style: its rows are gone at once, its files in the same minute, or as soon as the store answers again.",
        "A picture deleted in the gallery: it can be brought back for 10 minutes, then it goes like the others.",
        "Mails we owed you: 7 days.",
        "A note that something was deleted, without what it was: 7 days.",
        "The ledger: it stays, since it is the account of what was paid and given back.",
      ],
    ],
  },
  {
    id: "rights",
    heading: "What you can do",
    text: [
      "Look at, change, download and delete every picture, caption and style of yours in the studio, whenever you like, also while it is being worked on.",
    ],
  },
];

export default function Privacy() {
  return (
    <Article
      title="Privacy"
      short="Your pictures are yours, private by default, and used for nothing but your own style."
      asOf="22 November 2026"
      chapters={chapters}
      end={<Contact />}
    />
  );
}
