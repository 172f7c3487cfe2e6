#include "sample.h"
#include "csv.h"
#include "text.h"
#include <unistd.h>

/* --- reading into two texts: rows as JSON-like lines, and what was wrong ------------------------ */

struct heard { struct buf rows, wrong; size_t good, bad; bool given[CSV_COLUMNS_MOST]; int answer; bool whole; };

static const char *const cells[] = { "name", "story", "n", "parts" };

static int hear_row(struct ctx *c, const void *row, const bool *given, size_t line, void *arg)
{
  struct heard *h = arg;
  memcpy(h->given, given, sizeof h->given[0] * (sample_record.count + 1));
  if (h->answer != OK) return fail(c, h->answer, "name", "refused by the caller");
  put_int(&h->rows, (int64_t)line);
  for (size_t i = 0; i < COUNT(cells); i++) {
    put_char(&h->rows, '|');
    field_print(record_field(&sample_record, cells[i]), row, &h->rows);
  }
  put_char(&h->rows, '\n');
  return OK;
}

static void hear_wrong(struct ctx *c, const struct csv_wrong *w, void *arg)
{
  struct heard *h = arg;
  (void)c;
  put_int(&h->wrong, (int64_t)w->row);
  put_char(&h->wrong, ' ');
  put(&h->wrong, w->column ? w->column : "-");
  put(&h->wrong, ": ");
  put(&h->wrong, w->text);
  if (h->whole) {
    put(&h->wrong, "|"); put(&h->wrong, w->name ? w->name : "-");
    put(&h->wrong, "|"); put(&h->wrong, w->cell ? w->cell : "-");
    put(&h->wrong, w->choices ? "|keys" : "");
  }
  put_char(&h->wrong, '\n');
}

static int read_bytes(struct ctx *c, struct heard *h, const char *bytes, size_t n)
{
  const struct csv_reader reader = { .rec = &sample_record, .row = hear_row, .wrong = hear_wrong, .arg = h };
  FILE *in = tmpfile();
  assert_non_null(in);
  assert_int_equal(fwrite(bytes, 1, n, in), n);
  rewind(in);
  h->rows.len = h->wrong.len = 0;
  const int rc = csv_read(c, in, &reader, &h->good, &h->bad);
  assert_int_equal(fclose(in), 0);
  return rc;
}
static int read_text(struct ctx *c, struct heard *h, const char *text) { return read_bytes(c, h, text, strlen(text)); }

static struct heard heard;
static int set_up(void **state)
{
  static struct ctx c;
  ctx_init(&c, NOW, chance_bytes, 0);
  chance_seed(21);
  heard = (struct heard){ .answer = OK };
  *state = &c;
  return 0;
}
static int tear_down(void **state)
{
  ctx_release(*state);
  buf_release(&heard.rows);
  buf_release(&heard.wrong);
  return 0;
}

/* --- what files look like -------------------------------------------------------------------------- */

static void commas_semicolons_and_tabs_read_alike(void **state)
{
  static const char *const files[] = { "name,n,story\na,1,s\n", "name;n;story\na;1;s\n", "name\tn\tstory\na\t1\ts\n", "name;n;story\r\na;1;s\r\n",
    "\xEF\xBB\xBFname,n,story\na,1,s", "\xEF\xBB\xBFname;n;story\r\n\r\na;1;s\r\n\r\n", "\"name\",\"n\",\"story\"\n\"a\",\"1\",\"s\"\n",
    "\xEF\xBB\xBF\"name\";\"n\";\"story\"\n\"a\";\"1\";\"s\"\n" };
  for (size_t i = 0; i < COUNT(files); i++) {
    if (read_text(*state, &heard, files[i]) != OK) print_error("file %zu: %s\n", i, ((struct ctx *)*state)->error.text);
    assert_int_equal(read_text(*state, &heard, files[i]), OK);
    assert_int_equal(heard.good, 1);
    assert_int_equal(heard.bad, 0);
    assert_non_null(strstr(buf_text(&heard.rows), "|a|s|1|\n"));
  }
}

static void a_comma_in_a_cell_does_not_change_the_separator(void **state)
{
  assert_int_equal(read_text(*state, &heard, "name;n;story\na,b,c,d,e;1;x\n"), OK);
  assert_string_equal(buf_text(&heard.rows), "2|a,b,c,d,e|x|1|\n");
}

static void quoted_cells_hold_quotes_separators_and_line_ends(void **state)
{
  assert_int_equal(read_text(*state, &heard, "name,story\n\"a \"\"b\"\", c\",\"one\r\ntwo\n\nthree\"\nb,\n"), OK);
  assert_string_equal(buf_text(&heard.rows), "2|a \"b\", c|one\ntwo\n\nthree||\n3|b|||\n");
}

static void a_row_is_named_by_its_row_in_the_sheet(void **state)
{
  assert_int_equal(read_text(*state, &heard, "name,story,n\n\"a\",\"1\n2\n3\",x\n\nb,,y\n"), OK);
  assert_int_equal(heard.bad, 2);
  assert_string_equal(buf_text(&heard.wrong), "2 n: Write a whole number.\n4 n: Write a whole number.\n");
}

static void empty_lines_are_no_rows(void **state)
{
  assert_int_equal(read_text(*state, &heard, "name,n\n\n\r\na,1\n\n\n"), OK);
  assert_int_equal(heard.good, 1);
  assert_int_equal(heard.bad, 0);
}

static void the_last_line_needs_no_end(void **state)
{
  assert_int_equal(read_text(*state, &heard, "name,n\na,"), OK);
  assert_string_equal(buf_text(&heard.rows), "2|a|||\n");
}

static void a_heading_alone_is_a_file_without_rows(void **state)
{
  assert_int_equal(read_text(*state, &heard, "name,n\n"), OK);
  assert_int_equal(heard.good + heard.bad, 0);
}

static void a_stream_that_cannot_be_rewound_loses_nothing(void **state)
{
  const struct csv_reader reader = { .rec = &sample_record, .row = hear_row, .wrong = hear_wrong, .arg = &heard };
  int ends[2];
  static char rows[20000];
  size_t n = (size_t)snprintf(rows, sizeof rows, "name;story\n");
  while (n < sizeof rows - 20) n += (size_t)snprintf(rows + n, sizeof rows - n, "a;%zu\n", n);
  assert_int_equal(pipe(ends), 0);
  assert_int_equal(write(ends[1], rows, n), n);
  assert_int_equal(close(ends[1]), 0);
  FILE *in = fdopen(ends[0], "r");
  assert_non_null(in);
  assert_int_equal(csv_read(*state, in, &reader, &heard.good, &heard.bad), OK);
  assert_int_equal(fclose(in), 0);
  assert_int_equal(heard.bad, 0);
  assert_int_equal(strncmp(buf_text(&heard.rows), "2|a|11||\n3|a|", 13), 0);
  assert_true(heard.good > 1900);
}

/* --- what is wrong with them ------------------------------------------------------------------------- */

static void a_file_that_is_no_table_is_refused_whole(void **state)
{
  static const struct { const char *bytes; size_t n; const char *column; } wrong[] = {
    { "", 0, NULL }, { "\n", 1, NULL }, { "name,names\na,b\n", 15, "names" }, { "name,n,Name \n", 13, "name" }, { "Naam\n", 5, "Naam" },
    { ";;;\n", 4, NULL }, { "name,version\n", 13, "version" }, { "\xFF\xFEn\0a\0m\0e\0\n\0", 12, NULL }, { "na\0me\n", 6, NULL }, { "caf\xE9\n", 5, NULL },
    { "PK\x03\x04 a workbook", 15, NULL } };
  struct ctx *c = *state;
  for (size_t i = 0; i < COUNT(wrong); i++) {
    assert_int_equal(read_bytes(c, &heard, wrong[i].bytes, wrong[i].n), ERR_INVALID);
    assert_non_null(c->error.text);
    if (wrong[i].column) assert_string_equal(c->error.field, wrong[i].column);
    else assert_null(c->error.field);
    assert_int_equal(heard.rows.len, 0);
  }
}

static void two_hundred_columns_are_refused(void **state)
{
  struct buf b = { 0 };
  struct ctx *c = *state;
  for (int i = 0; i < 200; i++) { if (i) put_char(&b, ','); put(&b, "name"); }
  put(&b, "\na\n");
  assert_int_equal(read_text(c, &heard, buf_text(&b)), ERR_INVALID);
  assert_non_null(c->error.text);
  buf_release(&b);
}

static void a_row_of_another_width_is_wrong_and_the_next_is_read(void **state)
{
  struct buf b = { 0 };
  put(&b, "name,n\na\nb,1,2\n");
  for (int i = 0; i < 200000; i++) put_char(&b, ',');
  put(&b, "x\nc,3\n");
  assert_int_equal(read_text(*state, &heard, buf_text(&b)), OK);
  assert_int_equal(heard.bad, 3);
  assert_string_equal(buf_text(&heard.rows), "5|c||3|\n");
  assert_string_equal(buf_text(&heard.wrong), "2 -: This row has fewer cells than there are columns.\n3 -: This row has more cells than there are columns.\n"
                                              "4 -: This row has more cells than there are columns.\n");
  buf_release(&b);
}

static void a_cell_of_five_megabytes_is_wrong_and_the_next_row_is_read(void **state)
{
  struct buf b = { 0 };
  for (int quoted = 0; quoted < 2; quoted++) {
    b.len = 0;
    put(&b, "name,story\na,");
    if (quoted) put_char(&b, '"');
    for (int i = 0; i < 5 << 20; i++) put_char(&b, 'x');
    if (quoted) put_char(&b, '"');
    put(&b, "\nb,short\n");
    assert_int_equal(read_text(*state, &heard, buf_text(&b)), OK);
    assert_int_equal(heard.bad, 1);
    assert_string_equal(buf_text(&heard.rows), "3|b|short||\n");
    assert_string_equal(buf_text(&heard.wrong), "2 -: This row is longer than a row may be.\n");
  }
  buf_release(&b);
}

static void more_separators_than_memory_is_one_wrong_row(void **state)
{
  struct buf b = { 0 };
  put(&b, "name,story\n");
  for (int i = 0; i < 3 << 20; i++) put_char(&b, ',');
  put(&b, "x\nb,short\n");
  assert_int_equal(read_text(*state, &heard, buf_text(&b)), OK);
  assert_int_equal(heard.bad, 1);
  assert_string_equal(buf_text(&heard.rows), "3|b|short||\n");
  buf_release(&b);
}

static void a_file_cut_off_inside_quotes_says_so(void **state)
{
  assert_int_equal(read_text(*state, &heard, "name,story\na,b\nc,\"half a sto"), OK);
  assert_int_equal(heard.good, 1);
  assert_int_equal(heard.bad, 1);
  assert_non_null(strstr(buf_text(&heard.wrong), "3 -: The file ends in the middle of this row"));
}

static void zero_bytes_and_wrong_utf_8_are_wrong_cells_not_short_texts(void **state)
{
  static const char file[] = "name,story\na\0b,x\nc,\xE9t\xE9\nd,fine\n";
  assert_int_equal(read_bytes(*state, &heard, file, sizeof file - 1), OK);
  assert_int_equal(heard.bad, 2);
  assert_string_equal(buf_text(&heard.rows), "4|d|fine||\n");
  assert_string_equal(buf_text(&heard.wrong), "2 -: This row holds a zero byte.\n3 story: This text is not UTF-8. Save the file as \"CSV UTF-8\" and try again.\n");
}

static void every_wrong_cell_of_a_row_is_reported(void **state)
{
  assert_int_equal(read_text(*state, &heard, "name,n,colour,day\n,x,purple,2026-02-30\n"), OK);
  assert_int_equal(heard.bad, 1);
  assert_string_equal(buf_text(&heard.wrong), "2 name: This is needed.\n2 n: Write a whole number.\n2 colour: Choose from the list.\n2 day: Write a date that exists, as 2026-12-31.\n");
}

static void a_missing_required_column_is_wrong_only_when_asked_for(void **state)
{
  struct csv_reader reader = { .rec = &sample_record, .row = hear_row, .wrong = hear_wrong, .arg = &heard };
  for (int all = 0; all < 2; all++) {
    FILE *in = tmpfile();
    assert_non_null(in);
    fputs("n\n5\n", in);
    rewind(in);
    reader.require_all = all;
    assert_int_equal(csv_read(*state, in, &reader, &heard.good, &heard.bad), OK);
    assert_int_equal(heard.good, !all);
    assert_int_equal(heard.bad, all);
    assert_int_equal(fclose(in), 0);
  }
}

static void the_caller_learns_which_columns_the_file_has(void **state)
{
  assert_int_equal(read_text(*state, &heard, "n,name\n5,a\n"), OK);
  for (size_t i = 0; i <= sample_record.count; i++)          /* 0 is the id */
    assert_int_equal(heard.given[i], i > 0 && (strcmp(sample_fields[i - 1].name, "n") == 0 || strcmp(sample_fields[i - 1].name, "name") == 0));
}

static void a_row_the_caller_refuses_is_wrong_and_a_broken_store_ends_it(void **state)
{
  struct ctx *c = *state;
  heard.answer = ERR_INVALID;
  assert_int_equal(read_text(c, &heard, "name\na\nb\n"), OK);
  assert_int_equal(heard.bad, 2);
  assert_string_equal(buf_text(&heard.wrong), "2 name: refused by the caller\n3 name: refused by the caller\n");
  heard.answer = ERR_STORE;
  assert_int_equal(read_text(c, &heard, "name\na\nb\n"), ERR_STORE);
  assert_int_equal(heard.bad, 1);
  assert_string_equal(c->error.text, "refused by the caller");
}

/* --- out, and in again ---------------------------------------------------------------------------------- */

static void what_a_spreadsheet_would_run_is_guarded(void **state)
{
  static const struct { const char *name, *cell; } texts[] = { { "=1+1", "\"'=1+1\"" }, { "+31", "\"'+31\"" }, { "-x", "\"'-x\"" }, { "@a", "\"'@a\"" },
    { "'=1", "\"''=1\"" }, { "''", "\"''\"" }, { "''@", "\"'''@\"" },
    { "a;=1;b", "\"a;'=1;b\"" }, { "a;'-1\t+2", "\"a;''-1\t'+2\"" }, { "a; =1, =2", "\"a; =1, =2\"" }, { "'", "\"'\"" }, { "'t Huis", "\"'t Huis\"" }, { "a=1", "\"a=1\"" }, { "\"=1\"", "\"\"\"=1\"\"\"" } };
  struct buf b = { 0 };
  for (size_t i = 0; i < COUNT(texts); i++) {
    const struct sample s = { .name = texts[i].name, .n = num(-5) };
    b.len = 0;
    csv_head(&sample_record, &b);
    csv_row(&sample_record, &s, &b);
    assert_non_null(strstr(buf_text(&b), texts[i].cell));
    assert_non_null(strstr(buf_text(&b), ",\"-5\","));       /* a number is no formula */
    assert_int_equal(read_text(*state, &heard, buf_text(&b)), OK);
    assert_int_equal(heard.bad, 0);
    const size_t n = strlen(texts[i].name);
    assert_int_equal(strncmp(buf_text(&heard.rows) + 2, texts[i].name, n), 0);
    assert_int_equal(buf_text(&heard.rows)[2 + n], '|');
  }
  buf_release(&b);
}

/* Where a spreadsheet may begin a cell, none of its formulas stands in what is written. */
static void assert_no_formula(const char *cell)
{
  for (const char *s = cell; *s; s++)
    if ((s == cell || strchr(";\t\n\r", s[-1])) && *s != '\t' && *s != '\r') assert_null(strchr("=+-@", *s));
}

static void no_text_leaves_as_a_formula_and_every_text_comes_back(void **state)
{
  static const char likely[] = "'';;\t\n\r=+-@a";
  struct ctx *c = *state;
  struct buf b = { 0 };
  for (int i = 0; i < 3000; i++) {
    char text[24] = { 0 };
    const size_t n = 1 + chance_below(20);
    for (size_t k = 0; k < n; k++) text[k] = likely[chance_below(sizeof likely - 1)];
    for (size_t k = 0; k < n; k++) if (text[k] == '\r') text[k] = 'b';      /* line ends become one kind */
    if (strchr("\t\n\r", text[0])) text[0] = '=';
    text[n] = 'z';
    const struct sample s = { .name = "x", .story = text };
    b.len = 0;
    csv_head(&sample_record, &b);
    csv_row(&sample_record, &s, &b);
    const char *const cell = strstr(buf_text(&b), "\"x\",\"") + 5;
    assert_no_formula(arena_text(&c->arena, cell, strcspn(cell, "\"")));
    assert_int_equal(read_text(c, &heard, buf_text(&b)), OK);
    assert_string_equal(buf_text(&heard.rows), JOIN(&c->arena, "2|x|", text, "||\n"));
  }
  buf_release(&b);
}

/* --- as spreadsheets write --------------------------------------------------------------------------------- */

static void rows_without_text_count_but_are_no_rows(void **state)
{
  assert_int_equal(read_text(*state, &heard, "name;n;story\r\n;;\r\na;1;\r\n ; ;\r\n;;;;;;\r\nb;x;\r\n;;\r\n"), OK);
  assert_int_equal(heard.good, 1);
  assert_int_equal(heard.bad, 1);
  assert_string_equal(buf_text(&heard.rows), "3|a||1|\n");
  assert_string_equal(buf_text(&heard.wrong), "6 n: Write a whole number.\n");
}

static void headings_may_have_capitals_and_spaces(void **state)
{
  assert_int_equal(read_text(*state, &heard, " Name ;STORY;n\na;s;1\n"), OK);
  assert_string_equal(buf_text(&heard.rows), "2|a|s|1|\n");
}

static void a_column_without_a_name_is_empty_or_wrong(void **state)
{
  assert_int_equal(read_text(*state, &heard, "name;;n;\na;;1;\nb; ;2;x\n"), OK);
  assert_string_equal(buf_text(&heard.rows), "2|a||1|\n");
  assert_string_equal(buf_text(&heard.wrong), "3 -: This row has text in a column without a name.\n");
}

static void a_message_has_the_row_s_name_the_cell_and_what_may_stand_there(void **state)
{
  heard.whole = true;
  assert_int_equal(read_text(*state, &heard, "name,n,colour,story\nFirst,x,purple,\n,5,red,This is the story of more than forty characters\n"), OK);
  assert_string_equal(buf_text(&heard.wrong), "2 n: Write a whole number.|First|x\n2 colour: Choose from the list.|First|purple|keys\n"
    "3 name: This is needed.|This is the story of more than forty cha…|-\n");
}

struct visit { enum yes_no answer; struct date day; };
static const struct field visit_fields[] = { F_ENUM(visit, answer, OPTIONAL, yes_no, "Answer"), F_DATE(visit, day, OPTIONAL, "Day") };
static const struct record visit_record = PART(visit, visit_fields);

static int hear_visit(struct ctx *c, const void *row, const bool *given, size_t number, void *arg)
{
  struct heard *h = arg;
  (void)c;
  (void)given;
  (void)number;
  for (size_t i = 0; i < visit_record.count; i++) { field_print(&visit_fields[i], row, &h->rows); put_char(&h->rows, i ? '\n' : ' '); }
  return OK;
}

static void dates_and_answers_read_as_dutch_spreadsheets_write_them(void **state)
{
  static const char file[] = "answer;day\nja;31-12-2026\nJA ; 1-2-2026 \nNee;2026-03-04\nyes;\nNo;01-02-2026\njaa;1-2-26\nnee;31-2-2026\nn;1-13-2026\n;1-2-20261\n;123-1-2026\n";
  const struct csv_reader reader = { .rec = &visit_record, .row = hear_visit, .wrong = hear_wrong, .arg = &heard };
  FILE *in = fmemopen((void *)(uintptr_t)file, sizeof file - 1, "r");
  assert_non_null(in);
  assert_int_equal(csv_read(*state, in, &reader, &heard.good, &heard.bad), OK);
  assert_int_equal(fclose(in), 0);
  assert_string_equal(buf_text(&heard.rows), "yes 2026-12-31\nyes 2026-02-01\nno 2026-03-04\nyes \nno 2026-02-01\n");
  assert_int_equal(heard.bad, 5);
  struct visit v = { 0 };
  assert_non_null(field_parse(*state, &visit_fields[0], "ja", &v));         /* only in CSV: what is stored has one form */
  assert_non_null(field_parse(*state, &visit_fields[1], "31-12-2026", &v));
}

static void semicolons_read_back_as_commas_do(void **state)
{
  struct buf b = { 0 };
  const struct sample s = { .name = "a;b", .story = "c,d" };
  csv_head_with(&sample_record, ';', &b);
  csv_row_with(&sample_record, ';', &s, &b);
  assert_non_null(strstr(buf_text(&b), ";\"a;b\";\"c,d\";"));
  assert_int_equal(read_text(*state, &heard, buf_text(&b)), OK);
  assert_string_equal(buf_text(&heard.rows), "2|a;b|c,d||\n");
  buf_release(&b);
}

struct expected { struct sample *rows; size_t at; };
static int compare_row(struct ctx *c, const void *row, const bool *given, size_t line, void *arg)
{
  struct expected *e = arg;
  const struct sample *s = row;
  (void)c;
  (void)given;
  (void)line;
  assert_true(id_same(s->id, e->rows[e->at].id));
  assert_true(record_same(sample, s, &e->rows[e->at]));
  e->at++;
  return OK;
}
static void no_wrong(struct ctx *c, const struct csv_wrong *w, void *arg)
{
  (void)c;
  (void)arg;
  print_error("line %zu %s: %s\n", w->row, w->column ? w->column : "-", w->text);
  assert_null(w->text);
}

static void a_thousand_rows_read_back_as_they_were_written(void **state)
{
  enum { ROWS = 1000 };
  struct ctx *c = *state;
  struct expected e = { arena_new(&c->arena, struct sample, ROWS), 0 };
  const struct csv_reader reader = { .rec = &sample_record, .row = compare_row, .wrong = no_wrong, .arg = &e };
  struct buf b = { 0 };
  csv_head(&sample_record, &b);
  for (size_t i = 0; i < ROWS; i++) {
    e.rows[i] = sample_new(c);
    chance_bytes(e.rows[i].id.b, sizeof e.rows[i].id.b);
    csv_row(&sample_record, &e.rows[i], &b);
  }
  FILE *in = tmpfile();
  assert_non_null(in);
  assert_int_equal(fwrite(b.at, 1, b.len, in), b.len);
  rewind(in);
  assert_int_equal(csv_read(c, in, &reader, &heard.good, &heard.bad), OK);
  assert_int_equal(heard.good, ROWS);
  assert_int_equal(e.at, ROWS);
  assert_int_equal(fclose(in), 0);
  buf_release(&b);
}

static void random_bytes_never_break_the_reader(void **state)
{
  static const char likely[] = ",;\t\"\"\n\r\n'=a1\xC3\xA9\xEF\xBB\xBF";
  struct ctx *c = *state;
  for (int i = 0; i < 2000; i++) {
    char file[200] = "name,story,n\n";
    const size_t head = chance_below(4) ? strlen(file) : 0, n = head + chance_below((uint32_t)(sizeof file - head));
    for (size_t k = head; k < n; k++) file[k] = chance_below(16) ? likely[chance_below(sizeof likely - 1)] : (char)chance_next();
    const int rc = read_bytes(c, &heard, file, n);
    assert_true(rc == OK || rc == ERR_INVALID);
    assert_true(head == 0 || rc == OK || heard.good + heard.bad == 0);
    if (i % 50 == 0) arena_reset(&c->arena);
  }
}

static void the_text_of_a_row_costs_the_memory_of_one_row(void **state)
{
  struct ctx *c = *state;
  struct buf b = { 0 };
  put(&b, "name,story\n");
  for (int i = 0; i < 20000; i++) put(&b, "a,a story of some length that would add up if every one of them stayed in memory\n");
  heard.rows.max = 1;                                        /* do not gather them here either */
  c->arena.max = 1 << 20;
  assert_int_equal(read_text(c, &heard, buf_text(&b)), OK);
  assert_int_equal(heard.good, 20000);
  assert_false(c->arena.failed);
  buf_release(&b);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(commas_semicolons_and_tabs_read_alike),
    TEST(a_comma_in_a_cell_does_not_change_the_separator),
    TEST(quoted_cells_hold_quotes_separators_and_line_ends),
    TEST(a_row_is_named_by_its_row_in_the_sheet),
    TEST(empty_lines_are_no_rows),
    TEST(the_last_line_needs_no_end),
    TEST(a_heading_alone_is_a_file_without_rows),
    TEST(a_stream_that_cannot_be_rewound_loses_nothing),
    TEST(a_file_that_is_no_table_is_refused_whole),
    TEST(two_hundred_columns_are_refused),
    TEST(a_row_of_another_width_is_wrong_and_the_next_is_read),
    TEST(a_cell_of_five_megabytes_is_wrong_and_the_next_row_is_read),
    TEST(more_separators_than_memory_is_one_wrong_row),
    TEST(a_file_cut_off_inside_quotes_says_so),
    TEST(zero_bytes_and_wrong_utf_8_are_wrong_cells_not_short_texts),
    TEST(every_wrong_cell_of_a_row_is_reported),
    TEST(a_missing_required_column_is_wrong_only_when_asked_for),
    TEST(the_caller_learns_which_columns_the_file_has),
    TEST(a_row_the_caller_refuses_is_wrong_and_a_broken_store_ends_it),
    TEST(what_a_spreadsheet_would_run_is_guarded),
    TEST(no_text_leaves_as_a_formula_and_every_text_comes_back),
    TEST(rows_without_text_count_but_are_no_rows),
    TEST(headings_may_have_capitals_and_spaces),
    TEST(a_column_without_a_name_is_empty_or_wrong),
    TEST(a_message_has_the_row_s_name_the_cell_and_what_may_stand_there),
    TEST(dates_and_answers_read_as_dutch_spreadsheets_write_them),
    TEST(semicolons_read_back_as_commas_do),
    TEST(a_thousand_rows_read_back_as_they_were_written),
    TEST(random_bytes_never_break_the_reader),
    TEST(the_text_of_a_row_costs_the_memory_of_one_row),
  };
  return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
