//! Rows of a table, as messages name them.

/// row 7; rows 7 and 9.
pub fn said_rows(rows: &[usize]) -> String {
    match rows {
        [one] => format!("row {one}"),
        [first @ .., last] => {
            let first: Vec<String> = first.iter().map(ToString::to_string).collect();
            format!("rows {} and {last}", first.join(", "))
        }
        [] => String::new(),
    }
}

/// How many rows one message lists.
const MOST_ROWS: usize = 20;

/// rows 7, 9 and 30 more.
pub fn said_rows_in_short(rows: &[usize]) -> String {
    if rows.len() <= MOST_ROWS {
        return said_rows(rows);
    }
    let (first, more) = rows.split_at(MOST_ROWS);
    let first: Vec<String> = first.iter().map(ToString::to_string).collect();
    format!("rows {} and {} more", first.join(", "), more.len())
}
