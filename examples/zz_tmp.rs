use gouji::source::SourceMap;

fn main() {
    let path = std::env::var("F").unwrap();
    let text = std::fs::read_to_string(path).unwrap();
    let mut map = SourceMap::default();
    let id = map.add("f", text);
    let t = std::time::Instant::now();
    let (file, problems) = gouji::syntax::parse(&map, id);
    println!(
        "{:?} items {} problems {}",
        t.elapsed(),
        file.items.len(),
        problems.len()
    );
    for p in problems.iter() {
        println!("{} {} | {}", p.code.id, p.message.zh, p.message.en);
        for l in &p.labels {
            println!("    `{}` {}", map.text(l.span), l.text.zh);
        }
        if let Some(h) = &p.help {
            println!("    help: {}", h.zh);
        }
    }
    if std::env::var("D").is_ok() {
        println!("{:#?}", file);
    }
}
