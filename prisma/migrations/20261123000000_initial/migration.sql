-- CreateTable
CREATE TABLE "county" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "county_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit" (
    "id" TEXT NOT NULL,
    "county_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit_relation" (
    "id" TEXT NOT NULL,
    "county_id" TEXT NOT NULL,
    "parent_id" TEXT NOT NULL,
    "child_id" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_until" DATE,

    CONSTRAINT "unit_relation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" TEXT NOT NULL,
    "county_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "language" TEXT NOT NULL DEFAULT 'zh-CN',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "post" (
    "id" TEXT NOT NULL,
    "county_id" TEXT NOT NULL,
    "unit_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "duty" TEXT NOT NULL,

    CONSTRAINT "post_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "post_holding" (
    "id" TEXT NOT NULL,
    "county_id" TEXT NOT NULL,
    "post_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_until" DATE,

    CONSTRAINT "post_holding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "leading_group" (
    "id" TEXT NOT NULL,
    "county_id" TEXT NOT NULL,
    "unit_id" TEXT NOT NULL,
    "document_no" TEXT NOT NULL,
    "leader_id" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_until" DATE,

    CONSTRAINT "leading_group_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "leading_group_member" (
    "group_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "county_id" TEXT NOT NULL,

    CONSTRAINT "leading_group_member_pkey" PRIMARY KEY ("group_id","person_id")
);

-- CreateTable
CREATE TABLE "user" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "username" TEXT,
    "display_username" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "token" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "user_id" TEXT NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "login_failure" (
    "username" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "locked_until" TIMESTAMPTZ(3),

    CONSTRAINT "login_failure_pkey" PRIMARY KEY ("username")
);

-- CreateTable
CREATE TABLE "reauthentication" (
    "id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "reauthentication_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "work_calendar" (
    "id" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "json" TEXT NOT NULL,
    "covered_until" DATE NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "work_calendar_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "template_version" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "json" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "released_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "template_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "campaign" (
    "id" TEXT NOT NULL,
    "county_id" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "rehearsal" BOOLEAN NOT NULL,
    "clock_offset_ms" BIGINT NOT NULL DEFAULT 0,
    "template_id" TEXT NOT NULL,
    "calendar_id" TEXT NOT NULL,
    "dates" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "campaign_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "evaluation" (
    "id" TEXT NOT NULL,
    "county_id" TEXT NOT NULL,
    "campaign_id" TEXT NOT NULL,
    "unit_id" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "subject_name" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "rehearsal_campaign_id" TEXT,
    "template_id" TEXT NOT NULL,
    "calendar_id" TEXT NOT NULL,
    "state" JSONB NOT NULL,
    "version" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "stage" INTEGER NOT NULL,
    "phase" TEXT NOT NULL,
    "checkpoint" TEXT,
    "step" TEXT NOT NULL,
    "urgency" TEXT NOT NULL,
    "urgency_rank" INTEGER NOT NULL,
    "due_on" DATE,
    "open_tasks" INTEGER NOT NULL,
    "next_instant" TIMESTAMPTZ(3),
    "score_self" DECIMAL(5,2),
    "score_reviewed" DECIMAL(5,2),
    "grade" TEXT,
    "audit_seq" INTEGER NOT NULL,
    "audit_hash" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "evaluation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "evaluation_phase" (
    "evaluation_id" TEXT NOT NULL,
    "entered_seq" INTEGER NOT NULL,
    "county_id" TEXT NOT NULL,
    "stage" INTEGER NOT NULL,
    "phase" TEXT NOT NULL,
    "checkpoint" TEXT,
    "entered_at" TIMESTAMPTZ(3) NOT NULL,
    "left_at" TIMESTAMPTZ(3),
    "outcome" TEXT,

    CONSTRAINT "evaluation_phase_pkey" PRIMARY KEY ("evaluation_id","entered_seq")
);

-- CreateTable
CREATE TABLE "task" (
    "stream_kind" TEXT NOT NULL,
    "stream_id" TEXT NOT NULL,
    "task_id" TEXT NOT NULL,
    "county_id" TEXT NOT NULL,
    "unit_id" TEXT NOT NULL,
    "campaign_id" TEXT NOT NULL,
    "evaluation_id" TEXT NOT NULL,
    "finding_id" TEXT,
    "kind" TEXT NOT NULL,
    "assignee_person" TEXT,
    "assignee_duty" TEXT,
    "claimed_by" TEXT,
    "section" TEXT,
    "slot" TEXT,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "due_on" DATE NOT NULL,
    "due_covered" BOOLEAN NOT NULL,
    "urgency" TEXT NOT NULL,

    CONSTRAINT "task_pkey" PRIMARY KEY ("stream_kind","stream_id","task_id")
);

-- CreateTable
CREATE TABLE "delegation" (
    "evaluation_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "county_id" TEXT NOT NULL,
    "from_id" TEXT NOT NULL,
    "to_id" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,

    CONSTRAINT "delegation_pkey" PRIMARY KEY ("evaluation_id","seq")
);

-- CreateTable
CREATE TABLE "section_form" (
    "evaluation_id" TEXT NOT NULL,
    "stage" INTEGER NOT NULL,
    "section" TEXT NOT NULL,
    "county_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "updated_by" TEXT,
    "updated_at" TIMESTAMPTZ(3),

    CONSTRAINT "section_form_pkey" PRIMARY KEY ("evaluation_id","stage","section")
);

-- CreateTable
CREATE TABLE "figure" (
    "evaluation_id" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "section" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "county_id" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "updated_by" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "figure_pkey" PRIMARY KEY ("evaluation_id","period","section","field")
);

-- CreateTable
CREATE TABLE "indicator_entry" (
    "evaluation_id" TEXT NOT NULL,
    "indicator" TEXT NOT NULL,
    "county_id" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "actual" TEXT NOT NULL,
    "entered_score" DECIMAL(5,2),
    "entered_reason" TEXT NOT NULL,
    "variance_reason" TEXT NOT NULL,
    "improvement_action" TEXT NOT NULL,
    "updated_by" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "indicator_entry_pkey" PRIMARY KEY ("evaluation_id","indicator")
);

-- CreateTable
CREATE TABLE "contribution" (
    "evaluation_id" TEXT NOT NULL,
    "stage" INTEGER NOT NULL,
    "person_id" TEXT NOT NULL,
    "county_id" TEXT NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "contribution_pkey" PRIMARY KEY ("evaluation_id","stage","person_id")
);

-- CreateTable
CREATE TABLE "blob" (
    "sha256" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "media_type" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "blob_pkey" PRIMARY KEY ("sha256")
);

-- CreateTable
CREATE TABLE "evidence" (
    "id" TEXT NOT NULL,
    "county_id" TEXT NOT NULL,
    "evaluation_id" TEXT NOT NULL,
    "finding_id" TEXT,
    "stage" INTEGER,
    "section" TEXT,
    "name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "uploaded_by" TEXT NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "evidence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "revision" (
    "evaluation_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "county_id" TEXT NOT NULL,
    "stage" INTEGER NOT NULL,
    "phase" TEXT NOT NULL,
    "checkpoint" TEXT,
    "origin" TEXT NOT NULL,
    "canonical" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "declared_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "revision_pkey" PRIMARY KEY ("evaluation_id","number")
);

-- CreateTable
CREATE TABLE "signature" (
    "id" TEXT NOT NULL,
    "county_id" TEXT NOT NULL,
    "evaluation_id" TEXT NOT NULL,
    "finding_id" TEXT,
    "revision" INTEGER,
    "slot" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "on_behalf_of" TEXT,
    "hash" TEXT NOT NULL,
    "minutes_no" TEXT,
    "signed_at" TIMESTAMPTZ(3) NOT NULL,
    "sha256" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "signature_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "signature_void" (
    "signature_id" TEXT NOT NULL,
    "county_id" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "voided_by" TEXT NOT NULL,
    "input_id" TEXT,
    "voided_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "signature_void_pkey" PRIMARY KEY ("signature_id")
);

-- CreateTable
CREATE TABLE "process_event" (
    "stream_kind" TEXT NOT NULL,
    "stream_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "county_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "actor_id" TEXT,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "process_event_pkey" PRIMARY KEY ("stream_kind","stream_id","seq")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "stream_kind" TEXT NOT NULL,
    "stream_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "county_id" TEXT NOT NULL,
    "previous_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("stream_kind","stream_id","seq")
);

-- CreateTable
CREATE TABLE "receipt" (
    "stream_kind" TEXT NOT NULL,
    "stream_id" TEXT NOT NULL,
    "update_id" TEXT NOT NULL,
    "county_id" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "receipt_pkey" PRIMARY KEY ("stream_kind","stream_id","update_id")
);

-- CreateTable
CREATE TABLE "command_input" (
    "id" TEXT NOT NULL,
    "county_id" TEXT NOT NULL,
    "author_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "json" TEXT NOT NULL,
    "salt" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "command_input_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "operator_note" (
    "id" TEXT NOT NULL,
    "county_id" TEXT NOT NULL,
    "evaluation_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resolved_at" TIMESTAMPTZ(3),

    CONSTRAINT "operator_note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "finding" (
    "id" TEXT NOT NULL,
    "county_id" TEXT NOT NULL,
    "evaluation_id" TEXT NOT NULL,
    "campaign_id" TEXT NOT NULL,
    "unit_id" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "rehearsal_campaign_id" TEXT,
    "number" INTEGER NOT NULL,
    "finding_type" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "state" JSONB NOT NULL,
    "version" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "urgency" TEXT NOT NULL,
    "urgency_rank" INTEGER NOT NULL,
    "due_on" DATE,
    "next_instant" TIMESTAMPTZ(3),
    "amount_fen" BIGINT,
    "indicator" TEXT,
    "points" DECIMAL(5,2),
    "audit_seq" INTEGER NOT NULL,
    "audit_hash" TEXT NOT NULL,
    "raised_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "finding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "publication" (
    "evaluation_id" TEXT NOT NULL,
    "county_id" TEXT NOT NULL,
    "unit_id" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "rehearsal_campaign_id" TEXT,
    "number" INTEGER,
    "canonical" TEXT,
    "sha256" TEXT,
    "withheld" BOOLEAN NOT NULL,
    "basis_id" TEXT,
    "score" DECIMAL(5,2),
    "grade" TEXT,
    "published_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "publication_pkey" PRIMARY KEY ("evaluation_id")
);

-- CreateTable
CREATE TABLE "publication_correction" (
    "evaluation_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "county_id" TEXT NOT NULL,
    "input_id" TEXT NOT NULL,
    "corrected_by" TEXT NOT NULL,
    "corrected_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "publication_correction_pkey" PRIMARY KEY ("evaluation_id","number")
);

-- CreateTable
CREATE TABLE "notice" (
    "id" TEXT NOT NULL,
    "county_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "digest" BOOLEAN NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "evaluation_id" TEXT NOT NULL,
    "finding_id" TEXT,
    "phase" TEXT NOT NULL,
    "checkpoint" TEXT,
    "task" JSONB,
    "process_date" DATE NOT NULL,
    "rehearsal_campaign_id" TEXT,
    "mail_id" TEXT,
    "claimed_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail" (
    "id" TEXT NOT NULL,
    "county_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "to_address" TEXT,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "process_date" DATE NOT NULL,
    "rehearsal_campaign_id" TEXT,
    "status" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workflow_start" (
    "id" TEXT NOT NULL,
    "county_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "target_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "claimed_until" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3),

    CONSTRAINT "workflow_start_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workflow_nudge" (
    "id" TEXT NOT NULL,
    "county_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "target_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "claimed_until" TIMESTAMPTZ(3),
    "nudged_at" TIMESTAMPTZ(3),

    CONSTRAINT "workflow_nudge_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "unit_county_id_kind_idx" ON "unit"("county_id", "kind");

-- CreateIndex
CREATE INDEX "unit_relation_parent_id_idx" ON "unit_relation"("parent_id");

-- CreateIndex
CREATE INDEX "unit_relation_child_id_valid_from_idx" ON "unit_relation"("child_id", "valid_from");

-- CreateIndex
CREATE INDEX "unit_relation_county_id_idx" ON "unit_relation"("county_id");

-- CreateIndex
CREATE INDEX "person_county_id_idx" ON "person"("county_id");

-- CreateIndex
CREATE INDEX "post_unit_id_duty_idx" ON "post"("unit_id", "duty");

-- CreateIndex
CREATE INDEX "post_county_id_duty_idx" ON "post"("county_id", "duty");

-- CreateIndex
CREATE INDEX "post_holding_post_id_idx" ON "post_holding"("post_id");

-- CreateIndex
CREATE INDEX "post_holding_person_id_idx" ON "post_holding"("person_id");

-- CreateIndex
CREATE INDEX "post_holding_county_id_idx" ON "post_holding"("county_id");

-- CreateIndex
CREATE INDEX "leading_group_unit_id_valid_from_idx" ON "leading_group"("unit_id", "valid_from");

-- CreateIndex
CREATE INDEX "leading_group_leader_id_idx" ON "leading_group"("leader_id");

-- CreateIndex
CREATE INDEX "leading_group_county_id_idx" ON "leading_group"("county_id");

-- CreateIndex
CREATE INDEX "leading_group_member_person_id_idx" ON "leading_group_member"("person_id");

-- CreateIndex
CREATE INDEX "leading_group_member_county_id_idx" ON "leading_group_member"("county_id");

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "user_username_key" ON "user"("username");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "account_user_id_idx" ON "account"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "account_provider_id_account_id_key" ON "account"("provider_id", "account_id");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- CreateIndex
CREATE INDEX "reauthentication_session_id_hash_idx" ON "reauthentication"("session_id", "hash");

-- CreateIndex
CREATE INDEX "reauthentication_person_id_idx" ON "reauthentication"("person_id");

-- CreateIndex
CREATE INDEX "reauthentication_expires_at_idx" ON "reauthentication"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "template_version_key_version_key" ON "template_version"("key", "version");

-- CreateIndex
CREATE INDEX "campaign_county_id_year_idx" ON "campaign"("county_id", "year");

-- CreateIndex
CREATE INDEX "campaign_template_id_idx" ON "campaign"("template_id");

-- CreateIndex
CREATE INDEX "campaign_calendar_id_idx" ON "campaign"("calendar_id");

-- CreateIndex
CREATE INDEX "evaluation_county_id_year_status_idx" ON "evaluation"("county_id", "year", "status");

-- CreateIndex
CREATE INDEX "evaluation_unit_id_year_idx" ON "evaluation"("unit_id", "year");

-- CreateIndex
CREATE INDEX "evaluation_campaign_id_next_instant_idx" ON "evaluation"("campaign_id", "next_instant");

-- CreateIndex
CREATE INDEX "evaluation_next_instant_idx" ON "evaluation"("next_instant");

-- CreateIndex
CREATE INDEX "evaluation_county_id_phase_idx" ON "evaluation"("county_id", "phase");

-- CreateIndex
CREATE INDEX "evaluation_county_id_urgency_rank_due_on_idx" ON "evaluation"("county_id", "urgency_rank", "due_on");

-- CreateIndex
CREATE INDEX "evaluation_template_id_idx" ON "evaluation"("template_id");

-- CreateIndex
CREATE INDEX "evaluation_calendar_id_idx" ON "evaluation"("calendar_id");

-- CreateIndex
CREATE INDEX "evaluation_phase_county_id_phase_idx" ON "evaluation_phase"("county_id", "phase");

-- CreateIndex
CREATE INDEX "task_assignee_person_idx" ON "task"("assignee_person");

-- CreateIndex
CREATE INDEX "task_claimed_by_idx" ON "task"("claimed_by");

-- CreateIndex
CREATE INDEX "task_unit_id_assignee_duty_idx" ON "task"("unit_id", "assignee_duty");

-- CreateIndex
CREATE INDEX "task_county_id_assignee_duty_idx" ON "task"("county_id", "assignee_duty");

-- CreateIndex
CREATE INDEX "task_evaluation_id_idx" ON "task"("evaluation_id");

-- CreateIndex
CREATE INDEX "task_finding_id_idx" ON "task"("finding_id");

-- CreateIndex
CREATE INDEX "delegation_to_id_starts_on_idx" ON "delegation"("to_id", "starts_on");

-- CreateIndex
CREATE INDEX "delegation_county_id_idx" ON "delegation"("county_id");

-- CreateIndex
CREATE INDEX "section_form_county_id_idx" ON "section_form"("county_id");

-- CreateIndex
CREATE INDEX "figure_county_id_idx" ON "figure"("county_id");

-- CreateIndex
CREATE INDEX "indicator_entry_county_id_idx" ON "indicator_entry"("county_id");

-- CreateIndex
CREATE INDEX "contribution_person_id_idx" ON "contribution"("person_id");

-- CreateIndex
CREATE INDEX "contribution_county_id_idx" ON "contribution"("county_id");

-- CreateIndex
CREATE INDEX "evidence_evaluation_id_stage_section_idx" ON "evidence"("evaluation_id", "stage", "section");

-- CreateIndex
CREATE INDEX "evidence_finding_id_idx" ON "evidence"("finding_id");

-- CreateIndex
CREATE INDEX "evidence_sha256_idx" ON "evidence"("sha256");

-- CreateIndex
CREATE INDEX "evidence_county_id_idx" ON "evidence"("county_id");

-- CreateIndex
CREATE INDEX "revision_county_id_idx" ON "revision"("county_id");

-- CreateIndex
CREATE INDEX "signature_evaluation_id_revision_idx" ON "signature"("evaluation_id", "revision");

-- CreateIndex
CREATE INDEX "signature_finding_id_idx" ON "signature"("finding_id");

-- CreateIndex
CREATE INDEX "signature_person_id_idx" ON "signature"("person_id");

-- CreateIndex
CREATE INDEX "signature_county_id_idx" ON "signature"("county_id");

-- CreateIndex
CREATE INDEX "signature_void_county_id_idx" ON "signature_void"("county_id");

-- CreateIndex
CREATE INDEX "process_event_actor_id_recorded_at_idx" ON "process_event"("actor_id", "recorded_at");

-- CreateIndex
CREATE INDEX "process_event_county_id_idx" ON "process_event"("county_id");

-- CreateIndex
CREATE INDEX "audit_event_county_id_idx" ON "audit_event"("county_id");

-- CreateIndex
CREATE INDEX "receipt_update_id_idx" ON "receipt"("update_id");

-- CreateIndex
CREATE INDEX "receipt_county_id_idx" ON "receipt"("county_id");

-- CreateIndex
CREATE INDEX "command_input_author_id_idx" ON "command_input"("author_id");

-- CreateIndex
CREATE INDEX "command_input_county_id_idx" ON "command_input"("county_id");

-- CreateIndex
CREATE INDEX "operator_note_evaluation_id_idx" ON "operator_note"("evaluation_id");

-- CreateIndex
CREATE INDEX "operator_note_county_id_resolved_at_idx" ON "operator_note"("county_id", "resolved_at");

-- CreateIndex
CREATE INDEX "finding_evaluation_id_idx" ON "finding"("evaluation_id");

-- CreateIndex
CREATE INDEX "finding_unit_id_idx" ON "finding"("unit_id");

-- CreateIndex
CREATE INDEX "finding_campaign_id_next_instant_idx" ON "finding"("campaign_id", "next_instant");

-- CreateIndex
CREATE INDEX "finding_county_id_status_due_on_idx" ON "finding"("county_id", "status", "due_on");

-- CreateIndex
CREATE INDEX "finding_next_instant_idx" ON "finding"("next_instant");

-- CreateIndex
CREATE INDEX "publication_county_id_year_idx" ON "publication"("county_id", "year");

-- CreateIndex
CREATE INDEX "publication_unit_id_idx" ON "publication"("unit_id");

-- CreateIndex
CREATE INDEX "publication_published_at_idx" ON "publication"("published_at");

-- CreateIndex
CREATE INDEX "publication_correction_county_id_idx" ON "publication_correction"("county_id");

-- CreateIndex
CREATE UNIQUE INDEX "notice_dedupe_key_key" ON "notice"("dedupe_key");

-- CreateIndex
CREATE INDEX "notice_person_id_process_date_idx" ON "notice"("person_id", "process_date");

-- CreateIndex
CREATE INDEX "notice_evaluation_id_idx" ON "notice"("evaluation_id");

-- CreateIndex
CREATE INDEX "notice_mail_id_idx" ON "notice"("mail_id");

-- CreateIndex
CREATE INDEX "notice_county_id_idx" ON "notice"("county_id");

-- CreateIndex
CREATE INDEX "mail_county_id_created_at_idx" ON "mail"("county_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "mail_person_id_created_at_idx" ON "mail"("person_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "workflow_start_county_id_idx" ON "workflow_start"("county_id");

-- CreateIndex
CREATE UNIQUE INDEX "workflow_start_kind_target_id_key" ON "workflow_start"("kind", "target_id");

-- CreateIndex
CREATE INDEX "workflow_nudge_target_id_idx" ON "workflow_nudge"("target_id");

-- CreateIndex
CREATE INDEX "workflow_nudge_county_id_idx" ON "workflow_nudge"("county_id");

-- AddForeignKey
ALTER TABLE "unit" ADD CONSTRAINT "unit_county_id_fkey" FOREIGN KEY ("county_id") REFERENCES "county"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_relation" ADD CONSTRAINT "unit_relation_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_relation" ADD CONSTRAINT "unit_relation_child_id_fkey" FOREIGN KEY ("child_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post" ADD CONSTRAINT "post_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post_holding" ADD CONSTRAINT "post_holding_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post_holding" ADD CONSTRAINT "post_holding_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "leading_group_member" ADD CONSTRAINT "leading_group_member_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "leading_group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaign" ADD CONSTRAINT "campaign_county_id_fkey" FOREIGN KEY ("county_id") REFERENCES "county"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaign" ADD CONSTRAINT "campaign_template_id_fkey" FOREIGN KEY ("template_id") REFERENCES "template_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaign" ADD CONSTRAINT "campaign_calendar_id_fkey" FOREIGN KEY ("calendar_id") REFERENCES "work_calendar"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evaluation" ADD CONSTRAINT "evaluation_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaign"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evaluation" ADD CONSTRAINT "evaluation_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evaluation" ADD CONSTRAINT "evaluation_template_id_fkey" FOREIGN KEY ("template_id") REFERENCES "template_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evaluation" ADD CONSTRAINT "evaluation_calendar_id_fkey" FOREIGN KEY ("calendar_id") REFERENCES "work_calendar"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evaluation_phase" ADD CONSTRAINT "evaluation_phase_evaluation_id_fkey" FOREIGN KEY ("evaluation_id") REFERENCES "evaluation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_evaluation_id_fkey" FOREIGN KEY ("evaluation_id") REFERENCES "evaluation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_finding_id_fkey" FOREIGN KEY ("finding_id") REFERENCES "finding"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delegation" ADD CONSTRAINT "delegation_evaluation_id_fkey" FOREIGN KEY ("evaluation_id") REFERENCES "evaluation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "section_form" ADD CONSTRAINT "section_form_evaluation_id_fkey" FOREIGN KEY ("evaluation_id") REFERENCES "evaluation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "figure" ADD CONSTRAINT "figure_evaluation_id_fkey" FOREIGN KEY ("evaluation_id") REFERENCES "evaluation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "indicator_entry" ADD CONSTRAINT "indicator_entry_evaluation_id_fkey" FOREIGN KEY ("evaluation_id") REFERENCES "evaluation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contribution" ADD CONSTRAINT "contribution_evaluation_id_fkey" FOREIGN KEY ("evaluation_id") REFERENCES "evaluation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_sha256_fkey" FOREIGN KEY ("sha256") REFERENCES "blob"("sha256") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_evaluation_id_fkey" FOREIGN KEY ("evaluation_id") REFERENCES "evaluation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_finding_id_fkey" FOREIGN KEY ("finding_id") REFERENCES "finding"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "revision" ADD CONSTRAINT "revision_evaluation_id_fkey" FOREIGN KEY ("evaluation_id") REFERENCES "evaluation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signature_void" ADD CONSTRAINT "signature_void_signature_id_fkey" FOREIGN KEY ("signature_id") REFERENCES "signature"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "operator_note" ADD CONSTRAINT "operator_note_evaluation_id_fkey" FOREIGN KEY ("evaluation_id") REFERENCES "evaluation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding" ADD CONSTRAINT "finding_evaluation_id_fkey" FOREIGN KEY ("evaluation_id") REFERENCES "evaluation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding" ADD CONSTRAINT "finding_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaign"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding" ADD CONSTRAINT "finding_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "publication" ADD CONSTRAINT "publication_evaluation_id_fkey" FOREIGN KEY ("evaluation_id") REFERENCES "evaluation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "publication" ADD CONSTRAINT "publication_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "publication_correction" ADD CONSTRAINT "publication_correction_evaluation_id_fkey" FOREIGN KEY ("evaluation_id") REFERENCES "publication"("evaluation_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_evaluation_id_fkey" FOREIGN KEY ("evaluation_id") REFERENCES "evaluation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_mail_id_fkey" FOREIGN KEY ("mail_id") REFERENCES "mail"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail" ADD CONSTRAINT "mail_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
