-- Words of prompts, found by any beginning of them; `owner` is a word too, so that a search stays within one artist's pictures.
CREATE VIRTUAL TABLE generation_prompts USING fts5(
  owner, prompt, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='2 3'
);
--> statement-breakpoint
CREATE TRIGGER generation_words_numbered AFTER INSERT ON generations BEGIN
  INSERT INTO generation_words (generation_id) VALUES (new.id);
END;
--> statement-breakpoint
CREATE TRIGGER generation_prompts_added AFTER INSERT ON generation_words BEGIN
  INSERT INTO generation_prompts (rowid, owner, prompt)
    SELECT new.number, user_id, prompt FROM generations WHERE id = new.generation_id;
END;
--> statement-breakpoint
CREATE TRIGGER generation_prompts_removed AFTER DELETE ON generation_words BEGIN
  DELETE FROM generation_prompts WHERE rowid = old.number;
END;
--> statement-breakpoint
INSERT INTO generation_words (generation_id) SELECT id FROM generations ORDER BY created_at, id;
