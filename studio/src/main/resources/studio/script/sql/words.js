/* SPDX-License-Identifier: Apache-2.0 */
/** Words of Flink SQL: what stands out in the editor and what completion offers. */
export const keywords = new Set(`add all alter and any as asc between by call case cast catalog catalogs column columns compute
constraint create cross current cumulate database databases delete desc describe descriptor distinct drop else end enforced
except execute exists explain false fetch first following for from full function functions grant group grouping having hop if
in inner insert intersect interval into is jar job jobs join key last lateral left like limit load locate materialized
match_recognize measures modules natural not null nulls of offset on option or order outer over overwrite partition partitioned
pattern persisted plan preceding primary range reset right row rows savepoint select session set show statement stop system
table tables temporary then tumble truncate true unbounded union unique unload unnest update use using values view views
virtual watermark when where window with within without refresh freshness drain begin end`.split(/\s+/));

export const types = new Set(`array bigint binary boolean bytes char date decimal double float int integer interval map multiset
numeric raw real row smallint string time timestamp timestamp_ltz tinyint varbinary varchar`.split(/\s+/));

/** Name and arguments, for the popup. */
export const functions = [
  ["ABS", "(number)"], ["ARRAY_AGG", "(value)"], ["AVG", "(number)"], ["CAST", "(value AS type)"], ["CEIL", "(number)"],
  ["CHAR_LENGTH", "(text)"], ["COALESCE", "(value, …)"], ["CONCAT", "(text, …)"], ["CONCAT_WS", "(separator, text, …)"],
  ["COUNT", "(*)"], ["CURRENT_DATE", ""], ["CURRENT_TIMESTAMP", ""], ["DATE_FORMAT", "(time, format)"], ["DENSE_RANK", "() OVER (…)"],
  ["EXTRACT", "(unit FROM time)"], ["FIRST_VALUE", "(value)"], ["FLOOR", "(number)"], ["GREATEST", "(value, …)"],
  ["IF", "(condition, yes, no)"], ["IFNULL", "(value, other)"], ["JSON_OBJECT", "(key VALUE value, …)"], ["JSON_QUERY", "(json, path)"],
  ["JSON_VALUE", "(json, path)"], ["LAG", "(value) OVER (…)"], ["LAST_VALUE", "(value)"], ["LEAD", "(value) OVER (…)"],
  ["LEAST", "(value, …)"], ["LISTAGG", "(text, separator)"], ["LOWER", "(text)"], ["MAX", "(value)"],
  ["MIN", "(value)"], ["MOD", "(number, by)"],
  ["NOW", "()"], ["NULLIF", "(value, other)"], ["PROCTIME", "()"], ["RANK", "() OVER (…)"], ["REGEXP_EXTRACT", "(text, pattern, group)"],
  ["REGEXP_REPLACE", "(text, pattern, by)"], ["REPLACE", "(text, what, by)"], ["ROUND", "(number, digits)"],
  ["ROW_NUMBER", "() OVER (…)"],
  ["SPLIT_INDEX", "(text, separator, index)"], ["SUBSTRING", "(text FROM n FOR n)"], ["SUM", "(number)"],
  ["TIMESTAMPDIFF", "(unit, from, to)"],
  ["TO_DATE", "(text)"], ["TO_TIMESTAMP", "(text, format)"], ["TO_TIMESTAMP_LTZ", "(number, precision)"], ["TRIM", "(text)"],
  ["TRY_CAST", "(value AS type)"], ["UPPER", "(text)"], ["UUID", "()"],
];

export const functionNames = new Set(functions.map(([name]) => name.toLowerCase()));

/** Starts people write again and again. */
export const snippets = [
  ["select", "SELECT * FROM … LIMIT 100", "SELECT *\nFROM "],
  ["latest", "latest change of each key", `SELECT * FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY key ORDER BY ts DESC) AS n
  FROM 
) WHERE n = 1`],
  ["tumble", "windowed sum", `SELECT window_start, SUM(amount) AS total
FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end`],
  ["statement set", "several inserts as one job", "EXECUTE STATEMENT SET\nBEGIN\n  INSERT INTO … SELECT …;\nEND"],
];

export const connectorOptions = [
  ["connector", "'kafka', 'upsert-kafka', 'jdbc'"], ["topic", "name of the topic"], ["properties.bootstrap.servers", "host:port,…"],
  ["properties.group.id", "consumer group"], ["scan.startup.mode", "'earliest-offset', 'latest-offset', 'timestamp'"],
  ["format", "'dms-json', 'json', 'debezium-json', 'avro'"], ["value.format", "as format"],
  ["key.format", "as format"], ["key.fields", "columns of the key"],
  ["json.ignore-parse-errors", "'true', 'false'"],
];
