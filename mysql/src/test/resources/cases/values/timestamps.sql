-- TIMESTAMP is UTC, whatever the time zone of the session that wrote it or of the server. The zone here has the rules of
-- Berlin in 2024: an hour that does not exist on 31 March (MySQL takes its end), one that comes twice on 27 October.
-- since 8.0.19
-- given
replace into mysql.time_zone (time_zone_id, use_leap_seconds) values (9901, 'N');
replace into mysql.time_zone_name (name, time_zone_id) values ('Case/Berlin', 9901);
replace into mysql.time_zone_transition_type (time_zone_id, transition_type_id, `offset`, is_dst, abbreviation) values (9901, 0, 3600, 0, 'CET'), (9901, 1, 7200, 1, 'CEST');
replace into mysql.time_zone_transition (time_zone_id, transition_time, transition_type_id) values (9901, 1711846800, 1), (9901, 1729990800, 0);
set sql_mode = '';
create table timestamps (id int primary key, t timestamp null, t1 timestamp(1) null, t3 timestamp(3) null, t6 timestamp(6) null);
insert into timestamps values
    (1, '1970-01-01 00:00:01', '1970-01-01 00:00:01.5', '2000-02-29 12:00:00.123', '2038-01-19 03:14:07.999999'),
    (2, '0000-00-00', '0000-00-00', '0000-00-00', '0000-00-00'),
    (3, null, null, null, null);
set time_zone = '-08:00';
insert into timestamps values (4, '2024-06-30 20:00:00', '2024-06-30 20:00:00.9', '2024-06-30 20:00:00.001', '2024-06-30 20:00:00.000001');
set time_zone = 'Case/Berlin';
insert into timestamps values
    (5, '2024-03-31 01:59:59', '2024-03-31 02:30:00', '2024-03-31 03:00:00', '2024-07-01 12:00:00'),
    (6, '2024-10-27 02:30:00+02:00', '2024-10-27 02:30:00+01:00', '2024-10-27 01:59:59.999', '2024-10-27 03:00:00');
-- then rows
"1" {"id":1,"t":"1970-01-01T00:00:01Z","t1":"1970-01-01T00:00:01.5Z","t3":"2000-02-29T12:00:00.123Z","t6":"2038-01-19T03:14:07.999999Z"}
"2" {"id":2,"t":"0000-00-00T00:00:00Z","t1":"0000-00-00T00:00:00.0Z","t3":"0000-00-00T00:00:00.000Z","t6":"0000-00-00T00:00:00.000000Z"}
"3" {"id":3,"t":null,"t1":null,"t3":null,"t6":null}
"4" {"id":4,"t":"2024-07-01T04:00:00Z","t1":"2024-07-01T04:00:00.9Z","t3":"2024-07-01T04:00:00.001Z","t6":"2024-07-01T04:00:00.000001Z"}
"5" {"id":5,"t":"2024-03-31T00:59:59Z","t1":"2024-03-31T01:00:00.0Z","t3":"2024-03-31T01:00:00.000Z","t6":"2024-07-01T10:00:00.000000Z"}
"6" {"id":6,"t":"2024-10-27T00:30:00Z","t1":"2024-10-27T01:30:00.0Z","t3":"2024-10-26T23:59:59.999Z","t6":"2024-10-27T02:00:00.000000Z"}
-- when
set time_zone = 'Case/Berlin', sql_mode = '';
update timestamps set t = '2024-07-01 00:00:00' where id = 3;
update timestamps set t3 = '0000-00-00' where id = 4;
delete from timestamps where id = 6;
-- then changes
update "3" {"id":3,"t":"2024-06-30T22:00:00Z","t1":null,"t3":null,"t6":null}
update "4" {"id":4,"t":"2024-07-01T04:00:00Z","t1":"2024-07-01T04:00:00.9Z","t3":"0000-00-00T00:00:00.000Z","t6":"2024-07-01T04:00:00.000001Z"}
delete "6" {"id":6,"t":"2024-10-27T00:30:00Z","t1":"2024-10-27T01:30:00.0Z","t3":"2024-10-26T23:59:59.999Z","t6":"2024-10-27T02:00:00.000000Z"}
