CREATE TABLE `api_tokens` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`name` text NOT NULL,
	`hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_tokens_hash_unique` ON `api_tokens` (`hash`);--> statement-breakpoint
CREATE INDEX `api_tokens_user` ON `api_tokens` (`user_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `identities` (
	`provider` text NOT NULL,
	`subject` text NOT NULL,
	`user_id` text NOT NULL,
	`email` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`provider`, `subject`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `identities_user` ON `identities` (`user_id`,`provider`);--> statement-breakpoint
CREATE TABLE `oauth_attempts` (
	`state_hash` text PRIMARY KEY NOT NULL,
	`provider` text NOT NULL,
	`browser_hash` text NOT NULL,
	`verifier` text NOT NULL,
	`nonce` text NOT NULL,
	`user_id` text,
	`return_to` text NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `oauth_attempts_expiry` ON `oauth_attempts` (`expires_at`);--> statement-breakpoint
CREATE INDEX `oauth_attempts_user` ON `oauth_attempts` (`user_id`) WHERE user_id IS NOT NULL;--> statement-breakpoint
CREATE TABLE `stripe_events` (
	`id` text PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`seen_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `stripe_events_seen` ON `stripe_events` (`seen_at`);--> statement-breakpoint
CREATE TABLE `bin` (
	`generation_id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`due_at` integer NOT NULL,
	FOREIGN KEY (`generation_id`) REFERENCES `generations`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `bin_due` ON `bin` (`due_at`);--> statement-breakpoint
CREATE TABLE `bundles` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`generation_ids` text NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `bundles_expiry` ON `bundles` (`expires_at`);--> statement-breakpoint
CREATE INDEX `bundles_user` ON `bundles` (`user_id`);--> statement-breakpoint
CREATE TABLE `favourites` (
	`generation_id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`generation_id`) REFERENCES `generations`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `favourites_user` ON `favourites` (`user_id`,`created_at`,`generation_id`);--> statement-breakpoint
CREATE TABLE `shares` (
	`slug` text PRIMARY KEY NOT NULL,
	`generation_id` text NOT NULL,
	`user_id` text NOT NULL,
	`with_prompt` integer NOT NULL,
	`listed` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`generation_id`) REFERENCES `generations`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `shares_generation_id_unique` ON `shares` (`generation_id`);--> statement-breakpoint
CREATE TABLE `generation_words` (
	`number` integer PRIMARY KEY NOT NULL,
	`generation_id` text NOT NULL,
	FOREIGN KEY (`generation_id`) REFERENCES `generations`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `generation_words_generation_id_unique` ON `generation_words` (`generation_id`);--> statement-breakpoint
CREATE TABLE `kept_pictures` (
	`generation_id` text PRIMARY KEY NOT NULL,
	`size_bytes` integer NOT NULL,
	`crc32` integer NOT NULL,
	`preview` text,
	FOREIGN KEY (`generation_id`) REFERENCES `generations`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `proof_sheets` (
	`training_id` text PRIMARY KEY NOT NULL,
	`style_id` text NOT NULL,
	`rows` text NOT NULL,
	`strengths` text NOT NULL,
	`rounds` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`training_id`) REFERENCES `trainings`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`style_id`) REFERENCES `styles`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `proof_sheets_style` ON `proof_sheets` (`style_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `inputs` (
	`id` text PRIMARY KEY NOT NULL,
	`style_id` text NOT NULL,
	`key` text,
	`width` integer,
	`height` integer,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`style_id`) REFERENCES `styles`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `inputs_style` ON `inputs` (`style_id`);--> statement-breakpoint
CREATE INDEX `inputs_expiry` ON `inputs` (`expires_at`);--> statement-breakpoint
CREATE TABLE `erasure_items` (
	`erasure_id` text NOT NULL,
	`place` integer NOT NULL,
	`kind` text NOT NULL,
	`scope` text NOT NULL,
	`target` text NOT NULL,
	`label` text NOT NULL,
	`count` integer NOT NULL,
	`state` text DEFAULT 'waiting' NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`due_at` integer DEFAULT 0 NOT NULL,
	`done_at` integer,
	PRIMARY KEY(`erasure_id`, `place`)
);
--> statement-breakpoint
CREATE TABLE `erasures` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`subject` text NOT NULL,
	`name` text NOT NULL,
	`requested_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`lease_until` integer DEFAULT 0 NOT NULL,
	`done_at` integer,
	`receipt` text
);
--> statement-breakpoint
CREATE INDEX `erasures_due` ON `erasures` (`due_at`) WHERE done_at IS NULL;--> statement-breakpoint
CREATE INDEX `erasures_done` ON `erasures` (`done_at`) WHERE done_at IS NOT NULL;--> statement-breakpoint
CREATE TABLE `mail_links` (
	`hash` text PRIMARY KEY NOT NULL,
	`purpose` text NOT NULL,
	`user_id` text NOT NULL,
	`email` text NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `mail_links_user` ON `mail_links` (`user_id`,`purpose`);--> statement-breakpoint
CREATE INDEX `mail_links_expiry` ON `mail_links` (`expires_at`);--> statement-breakpoint
CREATE TABLE `mails` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`kind` text NOT NULL,
	`facts` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`due_at` integer NOT NULL,
	`sent_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `mails_due` ON `mails` (`due_at`) WHERE sent_at IS NULL;--> statement-breakpoint
CREATE INDEX `mails_old` ON `mails` (`created_at`);--> statement-breakpoint
CREATE INDEX `mails_user` ON `mails` (`user_id`);--> statement-breakpoint
CREATE TABLE `dead_letters` (
	`job_id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`room_id` text NOT NULL,
	`buried_at` integer NOT NULL,
	`tried_at` integer
);
--> statement-breakpoint
CREATE INDEX `dead_letters_age` ON `dead_letters` (`buried_at`);--> statement-breakpoint
CREATE TABLE `rights_statements` (
	`training_id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`style_id` text NOT NULL,
	`version` text NOT NULL,
	`by` text NOT NULL,
	`files` text NOT NULL,
	`stated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `rights_statements_user` ON `rights_statements` (`user_id`,`style_id`);--> statement-breakpoint
DROP INDEX `generations_finished`;--> statement-breakpoint
ALTER TABLE `generations` ADD `purpose` text DEFAULT 'PICTURE' NOT NULL;--> statement-breakpoint
ALTER TABLE `generations` ADD `start_key` text;--> statement-breakpoint
ALTER TABLE `generations` ADD `prompt_strength` real;--> statement-breakpoint
CREATE INDEX `generations_user_seed` ON `generations` (`user_id`,`seed`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `generations_user_prompt` ON `generations` (`user_id`,`prompt`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `generations_proofs` ON `generations` (`style_id`,`created_at`,`id`) WHERE purpose = 'PROOF';--> statement-breakpoint
CREATE INDEX `generations_user_proofs` ON `generations` (`user_id`,`created_at`,`id`) WHERE purpose = 'PROOF';--> statement-breakpoint
CREATE INDEX `generations_start` ON `generations` (`start_key`) WHERE start_key IS NOT NULL;--> statement-breakpoint
CREATE INDEX `generations_failed` ON `generations` (`completed_at`) WHERE status = 'FAILED';--> statement-breakpoint
CREATE INDEX `generations_delivered` ON `generations` (`completed_at`) WHERE status = 'COMPLETED' AND purpose = 'PICTURE';--> statement-breakpoint
DROP INDEX `ledger_user`;--> statement-breakpoint
ALTER TABLE `ledger` ADD `source` text;--> statement-breakpoint
CREATE INDEX `ledger_job` ON `ledger` (`job_id`) WHERE job_id IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_source_once` ON `ledger` (`source`);--> statement-breakpoint
CREATE INDEX `ledger_user` ON `ledger` (`user_id`,`created_at`,`id`);--> statement-breakpoint
DROP INDEX `images_style`;--> statement-breakpoint
ALTER TABLE `images` ADD `position` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `images_style` ON `images` (`style_id`,`position`,`created_at`);--> statement-breakpoint
ALTER TABLE `sessions` ADD `user_agent` text;--> statement-breakpoint
ALTER TABLE `sessions` ADD `seen_at` integer;--> statement-breakpoint
ALTER TABLE `users` ADD `email_verified_at` integer;--> statement-breakpoint
ALTER TABLE `users` ADD `avatar_key` text;--> statement-breakpoint
ALTER TABLE `users` ADD `mails_style_ready` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `users` ADD `mails_training_failed` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `stripe_customer_id` text;--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `stripe_subscription_id` text;--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `ends_at` integer;--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `payment_due` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `asked_at` integer;--> statement-breakpoint
CREATE UNIQUE INDEX `subscriptions_customer` ON `subscriptions` (`stripe_customer_id`);--> statement-breakpoint
ALTER TABLE `styles` ADD `used_version` text;--> statement-breakpoint
ALTER TABLE `styles` ADD `strength` real;--> statement-breakpoint
ALTER TABLE `styles` ADD `proof_id` text;--> statement-breakpoint
ALTER TABLE `trainings` ADD `lora_rank` integer;--> statement-breakpoint
ALTER TABLE `trainings` ADD `caption_dropout` real;--> statement-breakpoint
ALTER TABLE `trainings` ADD `resolution` text;--> statement-breakpoint
ALTER TABLE `trainings` ADD `name` text;--> statement-breakpoint
CREATE INDEX `trainings_failed` ON `trainings` (`completed_at`) WHERE status = 'FAILED';