-- Folds text for searches, so that people find what they can read however it is typed: without case, accents and other marks,
-- with letters of any width, plain spaces, quotes and dashes, and ß as ss. Generated columns store it for every searched column;
-- a search folds its words in the same way. The high cost makes the planner fold a word once and not for each row.
create or replace function platform.search_text(text) returns text
language sql immutable strict parallel safe cost 10000
set search_path = pg_catalog
as $$
    select replace(replace(replace(replace(replace(
        translate(
            lower(regexp_replace(
                normalize($1, NFKD),
                '[\u0300-\u036F\u0483-\u0489\u0591-\u05BD\u05BF\u05C1\u05C2\u0610-\u061A\u0640\u064B-\u065F\u0670\u1AB0-\u1AFF'
                || '\u1DC0-\u1DFF\u20D0-\u20FF\uFE00-\uFE0F\uFE20-\uFE2F'
                || '\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]',
                '', 'g') collate "und-x-icu"),
            'øłđðħıςʼ‘’‚‛′“”„‟″«»‐‑‒–—―−⁄', 'olddhiσ''''''''''''"""""""-------/'),
        'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), chr(160), ' ')
$$;
revoke all on function platform.search_text(text) from public;
grant execute on function platform.search_text(text) to stockade_app, stockade_ops;

-- Returns the patterns of LIKE that find texts with these words, in the same order.
create or replace function platform.search_patterns(words text[]) returns text[]
language sql immutable strict parallel safe
set search_path = pg_catalog
as $$
    select array_agg('%' || regexp_replace(platform.search_text(word), '([\\%_])', '\\\1', 'g') || '%' order by place)
    from unnest(words) with ordinality listed (word, place)
$$;
revoke all on function platform.search_patterns(text[]) from public;
grant execute on function platform.search_patterns(text[]) to stockade_ops;
